using Hares.Probe.Metrics;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Paper;
using Hares.Probe.Protocols.Quick;
using Hares.Probe.Protocols.Svm;

namespace Hares.Probe;

/// <summary>
/// Probes one task: fits every fold's probes on its training side, scores its test clips, and sums up. Synchronous; uses the thread
/// pool, and libtorch for eigenvectors only. What is drawn and summed, and in which order, follows from the seed and never from the
/// number of threads. What remains is rounding: the last bits of "quick" and of the SVM move with libtorch, which has a thread for each processor
/// where a problem is large, those of all with the vector width.
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

        var protocol = Protocol(task, folds[0], options, cancellation);
        FoldResult[] results = [.. folds.Select((fold, index) => ProbeFold(task, fold, index, protocol, cancellation))];
        return new ProbeSummary(task, folds, options).Of(protocol, results, cancellation);
    }

    /// <summary>
    /// Copies of a task's embeddings that its protocol holds in memory, besides the embeddings themselves: none, or standardised ones and those
    /// of inner folds.
    /// </summary>
    public static int Copies(ProbeOptions options, PaperRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(recipe);
        return options.Protocol == "hares" && recipe.SvmCosts.Count == 0 ? 0 : 2;
    }

    private static IProtocol Protocol(ProbeTask task, Fold first, ProbeOptions options, CancellationToken cancellation) => options.Protocol switch
    {
        "hares" when task.Recipe.SvmCosts.Count > 0 => SvmProtocol.ChosenOn(first, task, options, cancellation),
        "hares" => new PaperProtocol(options, task.Recipe, task.Mixtures is not null),
        "quick" when task.Mixtures is not null =>
            throw new ProbeException("Protocol \"quick\" learns from clips of whole labels; its views must not be mixed."),
        "quick" => new QuickProtocol(options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Protocol, "not a protocol"),
    };

    private static FoldResult ProbeFold(ProbeTask task, Fold fold, int index, IProtocol protocol, CancellationToken cancellation)
    {
        var fits = protocol.Fit(new TrainingSide(task, index, fold.Train, fold.Valid, fold.InnerGroups), cancellation);
        var models = fits.SelectMany(fit => fit.Slots).Distinct()
            .ToDictionary(model => model, model => ClipScorer.Score(task, model, fold.Test, cancellation));
        float[][][][] scores = [.. fits.Select(fit => fit.Slots.Select(model => models[model]).ToArray())]; // by seed, slot, clip, class
        WeightedMetric[] metrics = [.. scores.Select(seed => MetricOf.Prepare(task, seed, fold.Test))];
        var once = new int[fold.Test.Count];
        Array.Fill(once, 1);
        return new FoldResult([.. fits.SelectMany(fit => fit.Reports)], [.. metrics.Select(metric => metric(once))], metrics, scores[0]);
    }
}
