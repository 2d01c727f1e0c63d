using System.Numerics.Tensors;
using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Paper;

/// <summary>
/// A dense layer while it learns. A large one is cut into slices of outputs for threads to take; the cut follows from the shapes, and
/// sums over slices run in order, so that threads change no bit of the result. Shapes: B examples, D inputs, K outputs.
/// </summary>
internal sealed class LearningLayer
{
    private const long SliceProducts = 8 << 20; // a fraction of a millisecond: well above what handing it to a thread costs
    private const int MaxSlices = 16;
    private readonly LayerSlice[] _slices;

    /// <summary>Weights are drawn from a normal distribution of deviation 1/√D; biases are 0.</summary>
    public LearningLayer(int inputs, int outputs, int batch, SplitMix64 random)
    {
        int slices = (int)Math.Clamp((long)batch * inputs * outputs / SliceProducts, 1, Math.Min(MaxSlices, outputs));
        _slices = [.. Enumerable.Range(0, slices).Select(i => new LayerSlice(inputs, First(i), First(i + 1), batch))];
        foreach (var slice in _slices) slice.Initialise(random);

        int First(int slice) => (int)((long)outputs * slice / slices);
    }

    public Layer Fitted => new([.. _slices.SelectMany(slice => slice.Weights)], [.. _slices.SelectMany(slice => slice.Biases)]);

    /// <summary>Fills <paramref name="outputs"/> (B x K) from <paramref name="inputs"/> (B x D).</summary>
    public void Forward(EmbeddingMatrix inputs, EmbeddingMatrix outputs) => ForEach(slice => slice.Forward(inputs, outputs));

    /// <summary>One step of Adam down <paramref name="slopes"/>, the gradient of the outputs (B x K).</summary>
    public void Learn(EmbeddingMatrix inputs, EmbeddingMatrix slopes, double learningRate) =>
        ForEach(slice => slice.Learn(inputs, slopes, learningRate));

    /// <summary>The gradient of the inputs (B x D).</summary>
    public void Backward(EmbeddingMatrix slopes, EmbeddingMatrix inputSlopes)
    {
        ForEach(slice => slice.Backward(slopes));
        inputSlopes.All.Clear();
        foreach (var slice in _slices) TensorPrimitives.Add(inputSlopes.All, slice.InputSlopes, inputSlopes.All);
    }

    private void ForEach(Action<LayerSlice> work)
    {
        if (_slices.Length == 1) work(_slices[0]);
        else Parallel.ForEach(_slices, work);
    }
}
