using Hares.Probe.Metrics;
using Hares.Probe.Protocols.Convex;

namespace Hares.Probe.Protocols.Svm;

/// <summary>The support vector machines of one set of training clips at rising costs, each solved from the one before.</summary>
internal sealed class SvmSweep : IDisposable
{
    private readonly ProbeTask _task;
    private readonly double[] _costs;
    private readonly Design _design;
    private readonly RegularisationPath[] _paths; // by slot

    /// <param name="costs">Ascending.</param>
    public SvmSweep(ProbeTask task, IReadOnlyList<int> clips, double[] costs, double tolerance, int maxIterations)
    {
        (_task, _costs) = (task, costs);
        _design = Design.Of(task.Embeddings, task.TrainingRows(clips));
        double[] strengths = [.. costs.Select(cost => 1 / (cost * _design.Rows.Rows))];
        _paths = [.. task.Slots.Select(slot =>
        {
            var classes = new LearntClasses(slot, clips, task.MultiLabel);
            var positives = RegularisationPath.Positives(task, slot, clips, classes);
            return new RegularisationPath(_design, classes, OutputScale.Margin, strengths, strength =>
            {
                var loss = new SquaredHinge(_design, positives, classes.Classes.Length, strength);
                return new Lbfgs(loss.Evaluate, loss.InvertCurvature, tolerance, maxIterations);
            });
        })];
    }

    /// <summary>The index of the cost that scores best on these clips, the least of equals.</summary>
    public int Best(int slot, IReadOnlyList<int> clips, CancellationToken cancellation)
    {
        double[] scores = [.. _costs.Select((_, cost) => MetricOf.Score(
            _task.Metric, ClipScorer.Score(_task, _paths[slot].Model(cost, cancellation), clips, cancellation), _task.Slots[slot], clips))];
        return Array.IndexOf(scores, scores.Max());
    }

    /// <param name="costs">For every slot the index of its cost.</param>
    public Fit Fit(int fold, int seed, int[] costs, CancellationToken cancellation) => new(
        [.. costs.Select((cost, slot) => _paths[slot].Model(cost, cancellation))],
        [.. costs.Select((cost, slot) =>
        {
            var minimum = _paths[slot].At(cost, cancellation);
            return new FitReport(fold, seed, _costs[cost], minimum.Iterations, minimum.Loss, minimum.Converged) { Slot = _task.Slots[slot].Name };
        })]);

    public void Dispose() => _design.Dispose();
}
