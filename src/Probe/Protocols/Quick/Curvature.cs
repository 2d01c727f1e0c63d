using System.Numerics.Tensors;
using TorchSharp;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// Second moments of the windows by their eigenvalues and eigenvectors. With p(1 - p) of an output replaced by its mean over
/// windows, the second derivatives of the logistic loss become that mean times these moments plus the L2 strength: a matrix that
/// the eigenvectors invert, for every output and strength, without forming it.
/// </summary>
internal sealed class Curvature : IDisposable
{
    private const float LeastVariance = 1e-7f;
    private readonly float[] _moments;
    private readonly torch.Tensor? _vectors; // D x D, a column each; null where the coordinates are the eigenvectors

    /// <param name="moments">Eigenvalues of the mean of window times its transpose.</param>
    /// <param name="vectors">Owned by this object from now on.</param>
    public Curvature(float[] moments, torch.Tensor? vectors)
    {
        _moments = [.. moments.Select(moment => Math.Max(moment, 0))];
        _vectors = vectors?.DetachFromDisposeScope();
    }

    /// <summary>Multiplies weights (a row an output) and biases by the inverse of the rough second derivatives.</summary>
    /// <param name="variances">Mean p(1 - p) of every output.</param>
    public void Invert(Span<float> weights, Span<float> biases, ReadOnlySpan<float> variances, float strength)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        if (_vectors is not null) Rotate(weights, _vectors, biases.Length);
        var second = new float[_moments.Length];
        for (int k = 0; k < biases.Length; k++)
        {
            float variance = Math.Max(variances[k], LeastVariance);
            TensorPrimitives.Multiply(_moments, variance, second);
            TensorPrimitives.Add(second, strength, second);
            var row = weights.Slice(k * second.Length, second.Length);
            TensorPrimitives.Divide(row, second, row);
            biases[k] /= variance;
        }
        if (_vectors is not null) Rotate(weights, _vectors.t(), biases.Length);
    }

    public void Dispose() => _vectors?.Dispose();

    private static void Rotate(Span<float> weights, torch.Tensor rotation, int outputs) =>
        torch.tensor(weights.ToArray(), outputs, weights.Length / outputs).mm(rotation).ToFloats().CopyTo(weights);
}
