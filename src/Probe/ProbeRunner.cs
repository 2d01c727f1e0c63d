using Hares.Probe.Metrics;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Paper;
using Hares.Probe.Protocols.Quick;

namespace Hares.Probe;

/// <summary>
/// Probes one task: fits every fold's probes on its training side, scores its test clips, and sums up. Synchronous; uses the thread
/// pool, and libtorch for eigenvectors only. What is drawn and summed, and in which order, follows from the seed and never from the
/// number of threads. What remains is rounding: the last bits of "quick" move with libtorch, those of both with the vector width.
/// </summary>
public static class ProbeRunner
{
    /// <exception cref="ProbeException">The options, task or folds cannot be probed; the message says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static ProbeReport Run(ProbeTask task, IReadOnlyList<Fold> folds, ProbeOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.Faults();
        if (faults.Count > 0) throw new ProbeException(string.Join(" ", faults));
        TaskCheck.Verify(task, folds);

        var protocol = Protocol(options);
        FoldResult[] results = [.. folds.Select((fold, index) => ProbeFold(task, fold, index, protocol, cancellation))];
        return new ProbeSummary(task, folds, options).Of(protocol.Settings, results, cancellation);
    }

    private static IProtocol Protocol(ProbeOptions options) => options.Protocol switch
    {
        "hares" => new PaperProtocol(options),
        "quick" => new QuickProtocol(options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Protocol, "not a protocol"),
    };

    private static FoldResult ProbeFold(ProbeTask task, Fold fold, int index, IProtocol protocol, CancellationToken cancellation)
    {
        var fits = protocol.Fit(new TrainingSide(task, index, fold.Train, fold.Valid, fold.InnerGroups), cancellation);
        var models = fits.Select(fit => fit.Model).Distinct().ToDictionary(model => model, model => ClipScorer.Score(task, model, fold.Test, cancellation));
        float[][][] scores = [.. fits.Select(fit => models[fit.Model])];
        int[][] truth = [.. fold.Test.Select(clip => task.Labels[clip])];
        return new FoldResult(
            [.. fits.Select(fit => fit.Report)],
            [.. scores.Select(seed => MetricOf.Score(task.Metric, seed, truth, task.Classes))],
            [.. scores.Select(seed => MetricOf.Prepare(task.Metric, seed, truth, task.Classes))],
            scores[0]);
    }
}
