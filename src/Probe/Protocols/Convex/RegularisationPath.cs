namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// The fits of one slot and set of training clips at falling strengths, each started from the one before: a strong penalty is quick to
/// solve, and leaves little to do for the next weaker one. Fits are made when first asked for.
/// </summary>
/// <param name="design">The clips' windows; stays the caller's.</param>
/// <param name="classes">What the outputs stand for.</param>
/// <param name="scale">What the outputs are.</param>
/// <param name="strengths">Descending.</param>
/// <param name="search">The search for the solution at a strength.</param>
internal sealed class RegularisationPath(Design design, LearntClasses classes, OutputScale scale, double[] strengths, Func<double, Lbfgs> search)
{
    private readonly List<Minimum> _solved = [];

    private int Outputs => classes.Classes.Length;

    /// <summary>For every training window the outputs whose truth is 1.</summary>
    public static int[][] Positives(ProbeTask task, LabelSlot slot, IReadOnlyList<int> clips, LearntClasses classes) =>
        [.. clips.SelectMany(clip => Enumerable.Repeat(classes.Positives(slot.Labels[clip]), task.TrainingRows(clip)))];

    /// <summary>The fit at the strength with this index.</summary>
    public Minimum At(int index, CancellationToken cancellation)
    {
        while (_solved.Count <= index)
        {
            var start = _solved.Count == 0 ? new float[Outputs * (design.Width + 1)] : _solved[^1].Point;
            _solved.Add(search(strengths[_solved.Count]).Minimise(start, cancellation));
        }
        return _solved[index];
    }

    /// <summary>The probe at the strength with this index.</summary>
    public ProbeModel Model(int index, CancellationToken cancellation)
    {
        var point = At(index, cancellation).Point.AsSpan();
        int weights = Outputs * design.Width;
        var output = new Layer(design.ToFeatureWeights(point[..weights], Outputs), point[weights..].ToArray());
        return new ProbeModel(classes, output, scale) { Standardisation = design.Standardisation };
    }
}
