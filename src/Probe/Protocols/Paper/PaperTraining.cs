using System.Numerics.Tensors;
using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Paper;

/// <summary>One seed's probe while it learns, on one thread. Shapes: B windows a batch, D dimension, K outputs.</summary>
internal sealed class PaperTraining : IDisposable
{
    private const double LossMemory = 0.99;
    private readonly ProbeTask _task;
    private readonly IReadOnlyList<int> _clips;
    private readonly LearntClasses _classes;
    private readonly int[][] _positives; // by position in _clips
    private readonly SplitMix64 _random;
    private readonly EmbeddingMatrix _batch; // B x D
    private readonly int[] _drawn;           // B positions in _clips
    private readonly float[] _logits;        // B x K, then their gradient
    private readonly float[] _scratch;       // K
    private readonly float[] _weights;       // K x D
    private readonly float[] _weightGradient;
    private readonly float[] _biases;        // K
    private readonly float[] _biasGradient;
    private readonly Adam _weightAdam;
    private readonly Adam _biasAdam;

    public PaperTraining(ProbeTask task, IReadOnlyList<int> clips, LearntClasses classes, int batchSize, int seed)
    {
        (_task, _clips, _classes) = (task, clips, classes);
        _positives = [.. clips.Select(clip => classes.Positives(task.Labels[clip]))];
        int outputs = classes.Classes.Length, dimension = task.Embeddings.Dimension;
        _random = new SplitMix64(seed, stream: 0);
        _batch = new EmbeddingMatrix(batchSize, dimension);
        (_drawn, _logits, _scratch) = (new int[batchSize], new float[batchSize * outputs], new float[outputs]);
        (_weights, _weightGradient, _weightAdam) = (new float[outputs * dimension], new float[outputs * dimension], new Adam(outputs * dimension));
        (_biases, _biasGradient, _biasAdam) = (new float[outputs], new float[outputs], new Adam(outputs));
        foreach (ref float weight in _weights.AsSpan()) weight = (float)(_random.NextNormal() / Math.Sqrt(dimension));
    }

    /// <summary>Running mean of the batches' losses; NaN before the first.</summary>
    public double RecentLoss { get; private set; } = double.NaN;

    public LinearModel Model => new(_classes, [.. _weights], [.. _biases], Standardisation: null, _task.MultiLabel);

    public void Step(double learningRate)
    {
        DrawBatch();
        MatrixKernel.Outputs(_batch.All, _weights, _batch.Dimension, _logits);
        double loss = ToMeanResiduals();
        RecentLoss = double.IsNaN(RecentLoss) ? loss : (LossMemory * RecentLoss) + ((1 - LossMemory) * loss);
        _weightGradient.AsSpan().Clear();
        MatrixKernel.AddGradient(_logits, _batch.All, _batch.Dimension, _weightGradient);
        _weightAdam.Update(_weights, _weightGradient, learningRate);
        _biasAdam.Update(_biases, _biasGradient, learningRate);
    }

    public void Dispose() => _batch.Dispose();

    private void DrawBatch()
    {
        for (int i = 0; i < _drawn.Length; i++)
        {
            int position = _random.Next(_clips.Count);
            int clip = _clips[position];
            _drawn[i] = position;
            _task.Embeddings.Row(_task.FirstRow[clip] + _random.Next(_task.Windows(clip))).CopyTo(_batch.Row(i));
        }
    }

    private double ToMeanResiduals()
    {
        double loss = 0;
        _biasGradient.AsSpan().Clear();
        for (int i = 0; i < _drawn.Length; i++)
        {
            var row = _logits.AsSpan(i * _biases.Length, _biases.Length);
            TensorPrimitives.Add(row, _biases, row);
            loss += Link.ToResiduals(row, _positives[_drawn[i]], _task.MultiLabel, _scratch);
            TensorPrimitives.Divide(row, _drawn.Length, row);
            TensorPrimitives.Add(row, _biasGradient, _biasGradient);
        }
        return loss / _drawn.Length;
    }
}
