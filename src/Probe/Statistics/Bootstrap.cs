using Hares.Probe.Metrics;

namespace Hares.Probe.Statistics;

/// <summary>
/// Percentile bootstrap (Efron 1979) over test clips. Every resample draws each fold's own clips anew, as many as there are, takes
/// the same draw for all seeds, and forms the score as it is reported: mean over folds of mean over seeds. Resample <c>b</c> has its
/// own stream, so threads change nothing. Training is not repeated: the interval is about the test clips only.
/// </summary>
internal static class Bootstrap
{
    /// <param name="folds">For every fold its number of test clips and the metric of each seed.</param>
    /// <returns>The 2.5th and 97.5th percentiles, interpolated linearly; resamples without a defined score are left out.</returns>
    public static ScoreInterval Interval(
        IReadOnlyList<(int Clips, IReadOnlyList<WeightedMetric> Seeds)> folds, int resamples, int seed, CancellationToken cancellation)
    {
        var scores = new double[resamples];
        Parallel.For(0, resamples, new ParallelOptions { CancellationToken = cancellation }, b => scores[b] = Resample(folds, new SplitMix64(seed, b)));
        var sorted = scores.Where(double.IsFinite).Order().ToArray();
        return new ScoreInterval(Percentile(sorted, 0.025), Percentile(sorted, 0.975));
    }

    /// <summary>The value below which a share of the sorted values lies, interpolated as NumPy's default; NaN of nothing.</summary>
    public static double Percentile(double[] sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static double Resample(IReadOnlyList<(int Clips, IReadOnlyList<WeightedMetric> Seeds)> folds, SplitMix64 random)
    {
        double sum = 0;
        foreach (var (clips, seeds) in folds)
        {
            var counts = new int[clips];
            for (int i = 0; i < clips; i++) counts[random.Next(clips)]++;
            foreach (var metric in seeds) sum += metric(counts) / seeds.Count;
        }
        return sum / folds.Count;
    }
}
