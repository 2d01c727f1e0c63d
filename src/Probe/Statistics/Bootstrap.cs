using Hares.Probe.Metrics;

namespace Hares.Probe.Statistics;

/// <summary>
/// Percentile bootstrap over test clips (Efron 1979), centred: the resamples' percentiles, less the bootstrap's estimate of bias, which is how
/// far the resamples' mean lies from the score (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 10 and 13). A resample
/// holds clips twice, which lifts every positive that is drawn again: average precision rises with it, so that its bare percentiles lie too
/// high. The interval is about the mean score of test sets of the same size; docs/hares.md tells how often it holds that.
/// Every resample draws each fold's own clips anew, as many as there are, takes the same draw for all seeds, and forms the score as it is
/// reported: mean over folds of mean over seeds. Resample <c>b</c> has its own stream, so threads change nothing. Training is not repeated.
/// </summary>
internal static class Bootstrap
{
    /// <param name="folds">For every fold its number of test clips and the metric of each seed.</param>
    /// <returns>
    /// The 2.5th and 97.5th percentiles, interpolated linearly, less the bias, within 0 and 1; resamples without a defined score are left out.
    /// </returns>
    public static ScoreInterval Interval(
        IReadOnlyList<(int Clips, IReadOnlyList<WeightedMetric> Seeds)> folds, int resamples, int seed, CancellationToken cancellation)
    {
        double score = Score(folds, Once);
        var scores = new double[resamples];
        Parallel.For(0, resamples, new ParallelOptions { CancellationToken = cancellation }, b =>
        {
            var random = new SplitMix64(seed, b);
            scores[b] = Score(folds, clips => Drawn(clips, random));
        });
        var sorted = scores.Where(double.IsFinite).Order().ToArray();
        double bias = sorted.DefaultIfEmpty(double.NaN).Average() - score;
        return new ScoreInterval(Math.Clamp(Percentile(sorted, 0.025) - bias, 0, 1), Math.Clamp(Percentile(sorted, 0.975) - bias, 0, 1));
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

    /// <param name="draw">How often each of so many clips counts.</param>
    private static double Score(IReadOnlyList<(int Clips, IReadOnlyList<WeightedMetric> Seeds)> folds, Func<int, int[]> draw)
    {
        double sum = 0;
        foreach (var (clips, seeds) in folds)
        {
            int[] counts = draw(clips);
            foreach (var metric in seeds) sum += metric(counts) / seeds.Count;
        }
        return sum / folds.Count;
    }

    private static int[] Once(int clips)
    {
        var counts = new int[clips];
        Array.Fill(counts, 1);
        return counts;
    }

    private static int[] Drawn(int clips, SplitMix64 random)
    {
        var counts = new int[clips];
        for (int i = 0; i < clips; i++) counts[random.Next(clips)]++;
        return counts;
    }
}
