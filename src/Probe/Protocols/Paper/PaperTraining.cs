using System.Numerics.Tensors;
using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Paper;

/// <summary>One seed's probe while it learns. Shapes: B examples a batch, D dimension, H hidden units, K outputs of all slots.</summary>
internal sealed class PaperTraining : IDisposable
{
    private const double LossMemory = 0.99;
    private readonly ProbeTask _task;
    private readonly SlotTruth[] _slots;
    private readonly Batch _batch;
    private readonly LearningLayer? _hidden;
    private readonly LearningLayer _output;
    private readonly EmbeddingMatrix? _units;      // B x H
    private readonly EmbeddingMatrix? _unitSlopes; // B x H
    private readonly EmbeddingMatrix _logits;      // B x K, then their gradient
    private readonly float[] _scratch;             // K

    public PaperTraining(ProbeTask task, IReadOnlyList<int> clips, SlotTruth[] slots, int batchSize, int seed)
    {
        (_task, _slots) = (task, slots);
        int outputs = slots.Sum(slot => slot.Outputs), width = task.Embeddings.Dimension, units = task.Recipe.HiddenUnits;
        var random = new SplitMix64(seed, stream: 0);
        _batch = new Batch(task, clips, batchSize, random);
        if (units > 0)
        {
            _hidden = new LearningLayer(width, units, batchSize, random);
            (_units, _unitSlopes) = (new EmbeddingMatrix(batchSize, units), new EmbeddingMatrix(batchSize, units));
        }
        _output = new LearningLayer(units > 0 ? units : width, outputs, batchSize, random);
        (_logits, _scratch) = (new EmbeddingMatrix(batchSize, outputs), new float[outputs]);
    }

    /// <summary>Running mean of the batches' losses; NaN before the first.</summary>
    public double RecentLoss { get; private set; } = double.NaN;

    public void Step(double learningRate)
    {
        _batch.Draw(mixed: _task.Recipe.MixesExamples && _task.Mixtures is null);
        if (_hidden is not null)
        {
            _hidden.Forward(_batch.Inputs, _units!);
            TensorPrimitives.Max(_units!.All, 0f, _units.All);
        }
        _output.Forward(_units ?? _batch.Inputs, _logits);
        double loss = ToMeanResiduals();
        RecentLoss = double.IsNaN(RecentLoss) ? loss : (LossMemory * RecentLoss) + ((1 - LossMemory) * loss);
        if (_hidden is not null) _output.Backward(_logits, _unitSlopes!);
        _output.Learn(_units ?? _batch.Inputs, _logits, learningRate);
        if (_hidden is null) return;
        ClearWhereOff(_unitSlopes!.All, _units!.All);
        _hidden.Learn(_batch.Inputs, _unitSlopes, learningRate);
    }

    /// <summary>The probe as it is now, a model for every slot.</summary>
    public IReadOnlyList<ProbeModel> Models()
    {
        var (hidden, output) = (_hidden?.Fitted, _output.Fitted);
        int inputs = output.Weights.Length / output.Biases.Length;
        return [.. _slots.Select(slot => new ProbeModel(
            slot.Classes,
            new Layer(
                output.Weights[(slot.First * inputs)..((slot.First + slot.Outputs) * inputs)],
                output.Biases[slot.First..(slot.First + slot.Outputs)]),
            _task.MultiLabel ? OutputScale.Sigmoid : OutputScale.Softmax) { Hidden = hidden })];
    }

    public void Dispose()
    {
        _batch.Dispose();
        _units?.Dispose();
        _unitSlopes?.Dispose();
        _logits.Dispose();
    }

    // The losses of slots are summed.
    private double ToMeanResiduals()
    {
        double loss = 0;
        var examples = _batch.Examples;
        for (int i = 0; i < examples.Length; i++)
        {
            var (position, partner, share) = examples[i];
            foreach (var slot in _slots)
                loss += Link.ToResiduals(
                    _logits.Row(i).Slice(slot.First, slot.Outputs), slot.Positives[position], slot.Positives[partner], share, _task.MultiLabel,
                    _scratch.AsSpan(0, slot.Outputs));
            TensorPrimitives.Divide(_logits.Row(i), examples.Length, _logits.Row(i));
        }
        return loss / examples.Length;
    }

    private static void ClearWhereOff(Span<float> slopes, ReadOnlySpan<float> units)
    {
        for (int i = 0; i < slopes.Length; i++) slopes[i] = units[i] > 0 ? slopes[i] : 0;
    }
}
