using Hares.Probe.Statistics;

namespace Hares.Probe;

/// <summary>Makes the report of all folds.</summary>
internal sealed class ProbeSummary(ProbeTask task, IReadOnlyList<Fold> folds, ProbeOptions options)
{
    public ProbeReport Of(IReadOnlyDictionary<string, double> settings, FoldResult[] results, CancellationToken cancellation)
    {
        double[] perFold = [.. results.Select(result => result.Scores.Average())];
        if (perFold.Any(double.IsNaN))
            throw new ProbeException($"{task.Metric} is not defined on the test clips of fold {Array.FindIndex(perFold, double.IsNaN)}: no class has positives to rank.");
        FitReport[] fits = [.. results.SelectMany(result => result.Fits)];
        int unseen = folds.SelectMany(UnseenClasses).Distinct().Count();
        return new ProbeReport
        {
            Protocol = options.Protocol,
            Metric = task.Metric,
            Score = perFold.Average(),
            Interval = Bootstrap.Interval([.. results.Select(result => (result.Predictions.Length, result.Metrics))], options.BootstrapResamples, options.Seed, cancellation),
            PerSeed = [.. Enumerable.Range(0, options.Seeds).Select(seed => results.Average(result => result.Scores[seed]))],
            PerFold = perFold,
            Chance = folds.Average(fold => ChanceLevel.Of(task, fold)),
            TrainClips = (int)Math.Round(folds.Average(fold => fold.Train.Count)),
            TestClips = folds.Sum(fold => fold.Test.Count),
            Classes = task.ClassNames.Count,
            UnseenClasses = unseen,
            Settings = settings,
            Fits = fits,
            Warnings = Warnings(fits, unseen),
            Predictions = [.. results.SelectMany((result, index) => Predictions(result, index))],
        };
    }

    private IEnumerable<int> UnseenClasses(Fold fold) =>
        fold.Test.SelectMany(clip => task.Labels[clip]).Except(fold.Train.SelectMany(clip => task.Labels[clip]));

    private static IReadOnlyList<string> Warnings(FitReport[] fits, int unseen)
    {
        List<string> warnings = [];
        int open = fits.Count(fit => !fit.Converged);
        if (open > 0) warnings.Add($"{open} of {fits.Length} fits did not converge; raise MaxIterations or Tolerance.");
        if (unseen > 0) warnings.Add($"{unseen} classes of test clips are in no training clip of their fold; their score there is 0.");
        return warnings;
    }

    private IEnumerable<Prediction> Predictions(FoldResult result, int index) => folds[index].Test.Select((clip, i) =>
        new Prediction(task.ClipIds[clip], index, task.Labels[clip], result.Predictions[i]));
}
