using System.Numerics.Tensors;
using Hares.Probe.Statistics;
using TorchSharp;

namespace Hares.Probe.Protocols.Paper;

/// <summary>
/// The probes of several seeds, each with its own weights, batches and random stream, taken one step at a time. What a seed learns
/// does not depend on which others run beside it. Shapes: S seeds, B windows a batch, D dimension, K outputs.
/// </summary>
internal sealed class PaperTraining : IDisposable
{
    private const double LossMemory = 0.99;
    private readonly ProbeTask _task;
    private readonly IReadOnlyList<int> _clips;
    private readonly int[][] _positives; // by position in _clips
    private readonly LearntClasses _classes;
    private readonly int _batchSize;
    private readonly SeedState[] _seeds;
    private readonly NativeMatrix _batch; // B x D, filled for one seed after another
    private readonly int[] _drawn;        // B positions in _clips
    private readonly float[] _scratch;    // K

    public PaperTraining(ProbeTask task, IReadOnlyList<int> clips, LearntClasses classes, ProbeOptions options, int[] seeds)
    {
        (_task, _clips, _classes, _batchSize) = (task, clips, classes, options.BatchSize);
        _positives = [.. clips.Select(clip => classes.Positives(task.Labels[clip]))];
        _batch = new NativeMatrix(_batchSize, task.Embeddings.Dimension);
        _drawn = new int[_batchSize];
        _scratch = new float[classes.Classes.Length];
        _seeds = [.. seeds.Select(seed => new SeedState(seed, classes.Classes.Length, task.Embeddings.Dimension))];
    }

    /// <summary>One step of every seed.</summary>
    public void Step(double learningRate)
    {
        using var _ = torch.no_grad();
        foreach (var seed in _seeds) Step(seed, learningRate);
    }

    public double RecentLoss(int seed) => _seeds[seed].Loss;

    public LinearModel Model(int seed) =>
        new(_classes, _seeds[seed].Weights.Values.ToArray(), [.. _seeds[seed].Biases], Standardisation: null, _task.MultiLabel);

    public void Dispose()
    {
        _batch.Dispose();
        foreach (var seed in _seeds) seed.Dispose();
    }

    private void Step(SeedState seed, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        Draw(seed.Random);
        var logits = _batch.Tensor.mm(seed.Weights.Tensor.t()); // B x K
        double loss = ToMeanResiduals(NativeMatrix.ValuesOf(logits), seed);
        var gradient = logits.t().mm(_batch.Tensor);            // K x D
        seed.Update(NativeMatrix.ValuesOf(gradient), learningRate);
        seed.Loss = double.IsNaN(seed.Loss) ? loss : (LossMemory * seed.Loss) + ((1 - LossMemory) * loss);
    }

    private void Draw(SplitMix64 random)
    {
        for (int i = 0; i < _batchSize; i++)
        {
            int position = random.Next(_clips.Count);
            int clip = _clips[position];
            _drawn[i] = position;
            _task.Embeddings.Row(_task.FirstRow[clip] + random.Next(_task.Windows(clip))).CopyTo(_batch.Row(i));
        }
    }

    private double ToMeanResiduals(Span<float> logits, SeedState seed)
    {
        int outputs = _scratch.Length;
        double loss = 0;
        seed.BiasGradient.AsSpan().Clear();
        for (int i = 0; i < _batchSize; i++)
        {
            var row = logits.Slice(i * outputs, outputs);
            TensorPrimitives.Add(row, seed.Biases, row);
            loss += Link.ToResiduals(row, _positives[_drawn[i]], _task.MultiLabel, _scratch);
            TensorPrimitives.Divide(row, _batchSize, row);
            TensorPrimitives.Add(row, seed.BiasGradient, seed.BiasGradient);
        }
        return loss / _batchSize;
    }
}
