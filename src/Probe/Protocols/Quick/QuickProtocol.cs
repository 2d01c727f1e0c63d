using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Hares.Probe.Metrics;
using Hares.Probe.Protocols.Convex;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// Protocol "quick": logistic regression (multinomial, or one against the rest for many labels) with L2 on standardised features, solved
/// to convergence. The strength that scores best by the task's metric is taken, the stronger of equals: on the validation clips, else
/// by leaving out one official fold at a time, else over five folds of the training clips dealt by the seed. The probe itself learns
/// from the training clips only. Where the metric is defined on none of the clips to choose on, or the rest teaches nothing, the strongest is
/// taken, with a warning. Every slot has a regression of its own, at a strength chosen for that slot alone. The problem has one
/// solution, so seeds differ at most in the strengths they choose: each strength is solved once for all seeds.
/// </summary>
internal sealed class QuickProtocol(ProbeOptions options) : IProtocol
{
    private const long FoldBytes = 1L << 27; // of folds worked on side by side: larger ones keep all processors at work by themselves

    private readonly double[] _strengths = [.. options.Strengths.OrderDescending()];
    private readonly SharedModels _shared = new();
    private readonly List<string> _warnings = [];

    public IReadOnlyDictionary<string, double> Settings { get; } = new Dictionary<string, double>
    {
        ["strengths"] = options.Strengths.Count,
        ["weakestStrength"] = options.Strengths.Min(),
        ["strongestStrength"] = options.Strengths.Max(),
        ["maxIterations"] = options.MaxIterations,
        ["tolerance"] = options.Tolerance,
    };

    public IReadOnlyList<string> Warnings => _warnings;

    public IReadOnlyList<Fit> Fit(TrainingSide side, CancellationToken cancellation)
    {
        var slots = side.Task.Slots;
        int[] seeds = [.. options.SeedValues];
        bool choiceDependsOnSeed = side.Valid.Count == 0 && !InnerFolds.AreOfficial(side) && _strengths.Length > 1;
        var chosen = side.Valid.Count > 0 || _strengths.Length == 1 ? []
            : (choiceDependsOnSeed ? seeds : seeds[..1]).Select(seed => BestOverInnerFolds(side, seed, cancellation)).ToArray();

        using var design = Design.Of(side.Task.Embeddings, side.Task.TrainingRows(side.Train));
        var paths = Paths(design, side.Task, side.Train);
        if (chosen.Length == 0)
            chosen =
            [
                _strengths.Length == 1
                    ? new int[slots.Count]
                    : [.. Scores(Models(paths, cancellation), side.Task, side.Valid, cancellation).Select((scores, slot) => Best(side, slot, scores))]
            ];
        var models = new Dictionary<(int Slot, int Strength), ProbeModel>();
        return [.. seeds.Select((seed, i) => OfSeed(seed, chosen[Math.Min(i, chosen.Length - 1)]))];

        Fit OfSeed(int seed, int[] strengths) => new(
            [.. strengths.Select((strength, slot) => ModelOf(slot, strength))],
            [.. strengths.Select((strength, slot) => Report(side, slot, seed, strength, paths[slot].At(strength, cancellation)))]);

        ProbeModel ModelOf(int slot, int strength) => models.TryGetValue((slot, strength), out var model) ? model
            : models[(slot, strength)] = paths[slot].Model(strength, cancellation);
    }

    private FitReport Report(TrainingSide side, int slot, int seed, int strength, Minimum minimum) =>
        new(side.Fold, seed, _strengths[strength], minimum.Iterations, minimum.Loss, minimum.Converged)
        {
            Slot = side.Task.Slots[slot].Name,
        };

    /// <summary>For every slot the index of its best strength.</summary>
    private int[] BestOverInnerFolds(TrainingSide side, int seed, CancellationToken cancellation)
    {
        var folds = InnerFolds.Of(side, seed).ToArray();
        var scores = new double[folds.Length][][]; // by slot and strength
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = FoldsAtOnce(side), CancellationToken = cancellation };
        try
        {
            Parallel.For(0, folds.Length, atOnce, i =>
            {
                var models = InnerFolds.AreOfficial(side) ? _shared.Of(folds[i].Train, () => Train(folds[i].Train)) : Train(folds[i].Train);
                scores[i] = Scores(models, side.Task, folds[i].Valid, cancellation);
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]); // what is wrong with a fold is said as if it stood alone
        }
        return [.. side.Task.Slots.Select((_, slot) => Best(side, slot, Summed([.. scores.Select(fold => fold[slot])])))];

        ProbeModel[][] Train(int[] clips)
        {
            using var design = Design.Of(side.Task.Embeddings, side.Task.TrainingRows(clips));
            return Models(Paths(design, side.Task, clips), cancellation);
        }
    }

    // A fold with too few clips for the metric says nothing about strengths.
    private double[] Summed(double[][] folds)
    {
        double[][] defined = [.. folds.Where(fold => !fold.Any(double.IsNaN))];
        var sums = new double[_strengths.Length];
        if (defined.Length == 0) Array.Fill(sums, double.NaN);
        foreach (var fold in defined) TensorPrimitives.Add(sums, fold, sums);
        return sums;
    }

    // Each fold holds a copy of its windows.
    private static int FoldsAtOnce(TrainingSide side)
    {
        long bytes = side.Train.Sum(clip => (long)side.Task.TrainingRows(clip)) * side.Task.Embeddings.Dimension * sizeof(float);
        return (int)Math.Clamp(FoldBytes / Math.Max(bytes, 1), 1, Environment.ProcessorCount);
    }

    private RegularisationPath[] Paths(Design design, ProbeTask task, IReadOnlyList<int> clips) =>
        [.. task.Slots.Select(slot => LogisticPath.Of(design, task, slot, clips, _strengths, options))];

    private ProbeModel[][] Models(RegularisationPath[] paths, CancellationToken cancellation) =>
        [.. paths.Select(path => _strengths.Select((_, strength) => path.Model(strength, cancellation)).ToArray())];

    private static double[][] Scores(ProbeModel[][] models, ProbeTask task, IReadOnlyList<int> clips, CancellationToken cancellation) =>
        [.. models.Select((strengths, slot) => strengths.Select(model => MetricOf.Score(
            task.Metric, ClipScorer.Score(task, model, clips, cancellation), task.Slots[slot], clips)).ToArray())];

    // Strengths descend, and the first of equals is taken: of undefined scores the first of all.
    private int Best(TrainingSide side, int slot, double[] scores)
    {
        if (scores.All(double.IsNaN)) WarnOfNoChoice(side, side.Task.Slots[slot].Name);
        return Array.IndexOf(scores, scores.Max());
    }

    private void WarnOfNoChoice(TrainingSide side, string slot)
    {
        var reason = side.Valid.Count > 0
            ? $"{side.Task.Metric} is not defined on its validation clips"
            : $"wherever a part of its training clips is left out, the rest teaches nothing, or {side.Task.Metric} is not defined on the part";
        var warning = FormattableString.Invariant(
            $"No strength could be chosen for \"{slot}\" in fold {side.Fold}: {reason}. The strongest, {_strengths[0]}, was taken.");
        if (!_warnings.Contains(warning)) _warnings.Add(warning); // once for all seeds
    }
}
