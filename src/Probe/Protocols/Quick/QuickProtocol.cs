using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Hares.Probe.Metrics;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// Protocol "quick": logistic regression (multinomial, or one against the rest for many labels) with L2 on standardised features, solved
/// to convergence. The strength that scores best by the task's metric is taken, the stronger of equals: on the validation clips, else
/// by leaving out one official fold at a time, else over five folds of the training clips dealt by the seed. The probe itself learns
/// from the training clips only. The problem has one solution, so seeds differ at most in the strength they choose: each
/// strength is solved once for all seeds.
/// </summary>
internal sealed class QuickProtocol(ProbeOptions options) : IProtocol
{
    private const long FoldBytes = 1L << 30; // of folds worked on side by side

    private readonly double[] _strengths = [.. options.Strengths.OrderDescending()];

    public IReadOnlyDictionary<string, double> Settings { get; } = new Dictionary<string, double>
    {
        ["strengths"] = options.Strengths.Count,
        ["weakestStrength"] = options.Strengths.Min(),
        ["strongestStrength"] = options.Strengths.Max(),
        ["maxIterations"] = options.MaxIterations,
        ["tolerance"] = options.Tolerance,
    };

    public IReadOnlyList<Fit> Fit(TrainingSide side, CancellationToken cancellation)
    {
        int[] seeds = [.. options.SeedValues];
        bool choiceDependsOnSeed = side.Valid.Count == 0 && !InnerFolds.AreOfficial(side);
        int[] inner = side.Valid.Count > 0 || _strengths.Length == 1 ? []
            : [.. (choiceDependsOnSeed ? seeds : seeds[..1]).Select(seed => BestOverInnerFolds(side, seed, cancellation))];

        using var path = new RegularisationPath(side.Task, side.Train, _strengths, options);
        if (inner.Length == 0) inner = [_strengths.Length == 1 ? 0 : Best(Scores(path, side.Task, side.Valid, cancellation))];
        var models = inner.Distinct().ToDictionary(index => index, index => path.Model(index, cancellation));
        return [.. seeds.Select((seed, i) =>
        {
            int index = inner[Math.Min(i, inner.Length - 1)];
            var minimum = path.At(index, cancellation);
            return new Fit(models[index], new FitReport(side.Fold, seed, _strengths[index], minimum.Iterations, minimum.Loss, minimum.Converged));
        })];
    }

    private int BestOverInnerFolds(TrainingSide side, int seed, CancellationToken cancellation)
    {
        var folds = InnerFolds.Of(side, seed).ToArray();
        var scores = new double[folds.Length][];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = FoldsAtOnce(side), CancellationToken = cancellation };
        try
        {
            Parallel.For(0, folds.Length, atOnce, i =>
            {
                using var path = new RegularisationPath(side.Task, folds[i].Train, _strengths, options);
                scores[i] = Scores(path, side.Task, folds[i].Valid, cancellation);
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]); // what is wrong with a fold is said as if it stood alone
        }
        var sums = new double[_strengths.Length];
        foreach (var fold in scores.Where(fold => !fold.Any(double.IsNaN))) // a fold with too few clips for the metric says nothing about strengths
            TensorPrimitives.Add(sums, fold, sums);
        return Best(sums);
    }

    // Each fold holds a copy of its windows.
    private static int FoldsAtOnce(TrainingSide side)
    {
        long bytes = side.Train.Sum(clip => (long)side.Task.Windows(clip)) * side.Task.Embeddings.Dimension * sizeof(float);
        return (int)Math.Clamp(FoldBytes / Math.Max(bytes, 1), 1, Environment.ProcessorCount);
    }

    private double[] Scores(RegularisationPath path, ProbeTask task, IReadOnlyList<int> clips, CancellationToken cancellation)
    {
        int[][] truth = [.. clips.Select(clip => task.Labels[clip])];
        return [.. _strengths.Select((_, i) => MetricOf.Score(
            task.Metric, ClipScorer.Score(task, path.Model(i, cancellation), clips, cancellation), truth, task.Classes))];
    }

    // Strengths descend, and the first of equals is taken.
    private static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());
}
