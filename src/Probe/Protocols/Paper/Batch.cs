using System.Numerics.Tensors;
using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Paper;

/// <summary>
/// The examples of one step: clips drawn at random, of each one of its windows or augmented windows. Mixed, an example is λ of its own
/// window and 1 - λ of that of a partner, drawn from the same batch; λ of Beta(5, 2), the paper's ratio (arXiv 2111.12124, appendix C).
/// A window of a mixed view is mixed already, and so is its truth.
/// </summary>
internal sealed class Batch : IDisposable
{
    private const int BetaDraws = 6;
    private readonly ProbeTask _task;
    private readonly IReadOnlyList<int> _clips;
    private readonly SplitMix64 _random;
    private readonly int[] _rows;
    private readonly int[] _positions = []; // of clips among the training clips, where views are mixed
    private readonly Example[] _examples;

    public Batch(ProbeTask task, IReadOnlyList<int> clips, int size, SplitMix64 random)
    {
        (_task, _clips, _random) = (task, clips, random);
        (_rows, _examples) = (new int[size], new Example[size]);
        Inputs = new EmbeddingMatrix(size, task.Embeddings.Dimension);
        if (task.Mixtures is null) return;
        _positions = new int[task.Clips];
        for (int position = 0; position < clips.Count; position++) _positions[clips[position]] = position;
    }

    /// <summary>One row an example.</summary>
    public EmbeddingMatrix Inputs { get; }

    public ReadOnlySpan<Example> Examples => _examples;

    public void Draw(bool mixed)
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            int position = _random.Next(_clips.Count), clip = _clips[position];
            _rows[i] = _task.TrainingRow(clip, _random.Next(_task.TrainingRows(clip)));
            _examples[i] = _task.MixtureOf(_rows[i]) is { } mixture
                ? new Example(position, _positions[mixture.Clip], mixture.Share)
                : new Example(position, position, Share: 1);
            _task.Embeddings.Row(_rows[i]).CopyTo(Inputs.Row(i));
        }
        if (mixed) Mix();
    }

    public void Dispose() => Inputs.Dispose();

    private void Mix()
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            int partner = _random.Next(_rows.Length);
            float share = (float)NextBeta52();
            _examples[i] = _examples[i] with { Partner = _examples[partner].Position, Share = share };
            var mixed = Inputs.Row(i);
            TensorPrimitives.Multiply(mixed, share, mixed);
            TensorPrimitives.MultiplyAdd(_task.Embeddings.Row(_rows[partner]), 1 - share, mixed, mixed);
        }
    }

    // The fifth smallest of six uniform deviates has the distribution Beta(5, 2).
    private double NextBeta52()
    {
        double greatest = 0, second = 0;
        for (int draw = 0; draw < BetaDraws; draw++)
        {
            double value = _random.NextUnit();
            second = Math.Max(second, Math.Min(value, greatest));
            greatest = Math.Max(value, greatest);
        }
        return second;
    }
}
