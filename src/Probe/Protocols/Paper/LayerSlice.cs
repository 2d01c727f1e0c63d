using System.Numerics.Tensors;
using Hares.Probe.Protocols.Kernels;
using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Paper;

/// <summary>
/// Some outputs of a layer with all that belongs to them, on one thread at a time. Shapes: B examples, D inputs, k outputs of the slice.
/// </summary>
internal sealed class LayerSlice(int inputs, int first, int end, int batch)
{
    private readonly int _outputs = end - first;
    private readonly float[] _values = new float[batch * (end - first)];         // B x k, or k x B
    private readonly float[] _weightGradient = new float[(end - first) * inputs];
    private readonly float[] _biasGradient = new float[end - first];
    private readonly Adam _weightAdam = new((end - first) * inputs);
    private readonly Adam _biasAdam = new(end - first);

    /// <summary>k x D.</summary>
    public float[] Weights { get; } = new float[(end - first) * inputs];

    public float[] Biases { get; } = new float[end - first];

    /// <summary>This slice's part of the gradient of the inputs (B x D).</summary>
    public float[] InputSlopes { get; private set; } = [];

    public void Initialise(SplitMix64 random)
    {
        foreach (ref float weight in Weights.AsSpan()) weight = (float)(random.NextNormal() / Math.Sqrt(inputs));
    }

    public void Forward(EmbeddingMatrix from, EmbeddingMatrix to)
    {
        MatrixKernel.Outputs(from.All, Weights, inputs, _values);
        for (int i = 0; i < batch; i++) TensorPrimitives.Add(_values.AsSpan(i * _outputs, _outputs), Biases, Mine(to, i));
    }

    public void Learn(EmbeddingMatrix from, EmbeddingMatrix slopes, double learningRate)
    {
        _biasGradient.AsSpan().Clear();
        for (int i = 0; i < batch; i++)
        {
            Mine(slopes, i).CopyTo(_values.AsSpan(i * _outputs));
            TensorPrimitives.Add(_biasGradient, Mine(slopes, i), _biasGradient);
        }
        _weightGradient.AsSpan().Clear();
        MatrixKernel.AddGradient(_values, from.All, inputs, _weightGradient);
        _weightAdam.Update(Weights, _weightGradient, learningRate);
        _biasAdam.Update(Biases, _biasGradient, learningRate);
    }

    public void Backward(EmbeddingMatrix slopes)
    {
        if (InputSlopes.Length == 0) InputSlopes = new float[batch * inputs];
        for (int i = 0; i < batch; i++)
            for (int k = 0; k < _outputs; k++) _values[(k * batch) + i] = Mine(slopes, i)[k];
        InputSlopes.AsSpan().Clear();
        MatrixKernel.AddGradient(_values, Weights, inputs, InputSlopes);
    }

    private Span<float> Mine(EmbeddingMatrix all, int example) => all.Row(example).Slice(first, _outputs);
}
