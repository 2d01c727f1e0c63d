using Hares.Probe.Metrics;
using Hares.Probe.Protocols;
using Hares.Probe.Statistics;

namespace Hares.Probe;

/// <summary>Makes the report of all folds.</summary>
internal sealed class ProbeSummary(ProbeTask task, IReadOnlyList<Fold> folds, ProbeOptions options)
{
    private const int NamedClasses = 10;

    public ProbeReport Of(IProtocol protocol, FoldResult[] results, CancellationToken cancellation)
    {
        double[] perFold = [.. results.Select(result => result.Scores.Average())];
        if (perFold.Any(double.IsNaN))
            throw new ProbeException(
                $"{task.Metric} is not defined on the test clips of fold {Array.FindIndex(perFold, double.IsNaN)}: "
                + $"{(task.Metric == Metric.RocAuc ? "no class is in some of them and lacking in others" : "no class is in any of them")}.");
        FitReport[] fits = [.. results.SelectMany(result => result.Fits)];
        string[] unseen = [.. task.Slots.SelectMany(UnseenClasses)];
        return new ProbeReport
        {
            Protocol = options.Protocol,
            Metric = task.Metric,
            Score = perFold.Average(),
            Interval = Bootstrap.Interval(
                [.. results.Select((result, fold) => (folds[fold].Test.Count, result.Metrics))],
                options.BootstrapResamples, options.Seed, cancellation),
            PerSeed = [.. Enumerable.Range(0, options.Seeds).Select(seed => results.Average(result => result.Scores[seed]))],
            PerFold = perFold,
            Chance = folds.Average(fold => ChanceLevel.Of(task, fold)),
            TrainClips = (int)Math.Round(folds.Average(fold => fold.Train.Count)),
            TestClips = folds.Sum(fold => fold.Test.Count),
            Classes = task.Slots.Sum(slot => slot.Classes.Count),
            UnseenClasses = unseen.Length,
            Settings = protocol.Settings,
            Fits = fits,
            Warnings = [.. protocol.Warnings, .. Warnings(protocol, fits, unseen)],
            Predictions = [.. results.SelectMany((result, index) => Predictions(result, index))],
        };
    }

    private IEnumerable<string> UnseenClasses(LabelSlot slot) => folds
        .SelectMany(fold => fold.Test.SelectMany(clip => slot.Labels[clip]).Except(fold.Train.SelectMany(clip => slot.Labels[clip])))
        .Distinct().Order().Select(label => task.Slots.Count == 1 ? slot.Classes[label] : $"{slot.Name} {slot.Classes[label]}");

    private static IReadOnlyList<string> Warnings(IProtocol protocol, FitReport[] fits, string[] unseen)
    {
        List<string> warnings = [];
        int open = fits.Count(fit => !fit.Converged);
        if (open > 0)
            warnings.Add(FormattableString.Invariant(
                $"{open} of {fits.Length} fits did not converge in up to {protocol.Settings["maxIterations"]:N0} iterations; ")
                + "they are scored as they stood then.");
        if (unseen.Length > 0)
            warnings.Add($"Classes of test clips that the training clips of their fold do not show, so that they cannot be told: {unseen.Length} "
                + $"({string.Join(", ", unseen.Take(NamedClasses))}{(unseen.Length > NamedClasses ? ", ..." : "")}).");
        return warnings;
    }

    private IEnumerable<Prediction> Predictions(FoldResult result, int index) => folds[index].Test.Select((clip, i) =>
        new Prediction(
        task.ClipIds[clip], index, [.. task.Slots.Select((slot, s) => new SlotPrediction(slot, slot.Labels[clip], result.Predictions[s][i]))]));
}
