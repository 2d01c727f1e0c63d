using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// The windows' second moments in coordinates where they are a diagonal. With p(1 - p) of an output replaced by its mean over windows, the
/// second derivatives of the logistic loss become that mean times these moments plus the L2 strength: a diagonal too, for every output and
/// strength.
/// </summary>
/// <param name="moments">Mean square of every coordinate.</param>
internal sealed class Curvature(IEnumerable<float> moments)
{
    private const float LeastVariance = 1e-7f;
    private readonly float[] _moments = [.. moments.Select(moment => Math.Max(moment, 0))];

    /// <summary>Multiplies weights (a row an output) and biases by the inverse of the rough second derivatives.</summary>
    /// <param name="variances">Mean p(1 - p) of every output.</param>
    public void Invert(Span<float> weights, Span<float> biases, ReadOnlySpan<float> variances, float strength)
    {
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
    }
}
