namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// The fits of one set of training clips at falling strengths, each started from the one before: a strong penalty is quick to solve,
/// and leaves little to do for the next weaker one. Fits are made when first asked for.
/// </summary>
internal sealed class RegularisationPath : IDisposable
{
    private readonly ProbeTask _task;
    private readonly ProbeOptions _options;
    private readonly double[] _strengths;
    private readonly LearntClasses _classes;
    private readonly int[][] _positives; // by window
    private readonly Design _design;
    private readonly List<Minimum> _solved = [];

    /// <param name="strengths">Descending.</param>
    public RegularisationPath(ProbeTask task, IReadOnlyList<int> clips, double[] strengths, ProbeOptions options)
    {
        (_task, _strengths, _options) = (task, strengths, options);
        _classes = new LearntClasses(task, clips);
        _positives = [.. clips.SelectMany(clip => Enumerable.Repeat(_classes.Positives(task.Labels[clip]), task.Windows(clip)))];
        _design = Design.Of(task.Embeddings, [.. clips.SelectMany(clip => Enumerable.Range(task.FirstRow[clip], task.Windows(clip)))]);
    }

    private int Outputs => _classes.Classes.Length;

    /// <summary>The fit at the strength with this index.</summary>
    public Minimum At(int index, CancellationToken cancellation)
    {
        while (_solved.Count <= index)
        {
            var start = _solved.Count == 0 ? new float[Outputs * (_design.Width + 1)] : _solved[^1].Point;
            var loss = new LogisticLoss(_design, _positives, Outputs, _task.MultiLabel, _strengths[_solved.Count]);
            var search = new Lbfgs(loss.Evaluate, loss.InvertCurvature, _options.Tolerance, _options.MaxIterations);
            _solved.Add(search.Minimise(start, cancellation));
        }
        return _solved[index];
    }

    /// <summary>The probe at the strength with this index.</summary>
    public LinearModel Model(int index, CancellationToken cancellation)
    {
        var point = At(index, cancellation).Point.AsSpan();
        int weights = Outputs * _design.Width;
        return new LinearModel(
            _classes, _design.ToFeatureWeights(point[..weights].ToArray(), Outputs), point[weights..].ToArray(), _design.Standardisation, _task.MultiLabel);
    }

    public void Dispose() => _design.Dispose();
}
