using System.Numerics;
using System.Runtime.InteropServices;

namespace Hares.Probe.Protocols.Paper;

/// <summary>Adam (Kingma and Ba, arXiv 1412.6980) with its default decays and epsilon, in one pass over the parameters.</summary>
internal sealed class Adam(int parameters)
{
    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;
    private const float Epsilon = 1e-8f;
    private readonly float[] _mean = new float[parameters];
    private readonly float[] _square = new float[parameters];
    private int _step;

    public void Update(Span<float> values, ReadOnlySpan<float> gradient, double learningRate)
    {
        _step++;
        float rate = (float)(learningRate / (1 - Math.Pow(MeanDecay, _step)));
        float squareScale = (float)(1 / (1 - Math.Pow(SquareDecay, _step)));
        int vectors = UpdateVectors(values, gradient, rate, squareScale);
        for (int i = vectors * Vector<float>.Count; i < values.Length; i++)
        {
            _mean[i] = (MeanDecay * _mean[i]) + ((1 - MeanDecay) * gradient[i]);
            _square[i] = (SquareDecay * _square[i]) + ((1 - SquareDecay) * gradient[i] * gradient[i]);
            values[i] -= rate * _mean[i] / (MathF.Sqrt(_square[i] * squareScale) + Epsilon);
        }
    }

    private int UpdateVectors(Span<float> values, ReadOnlySpan<float> gradient, float rate, float squareScale)
    {
        var value = MemoryMarshal.Cast<float, Vector<float>>(values);
        var slope = MemoryMarshal.Cast<float, Vector<float>>(gradient)[..value.Length];
        var mean = MemoryMarshal.Cast<float, Vector<float>>(_mean.AsSpan())[..value.Length];
        var square = MemoryMarshal.Cast<float, Vector<float>>(_square.AsSpan())[..value.Length];
        for (int i = 0; i < value.Length; i++)
        {
            mean[i] = (MeanDecay * mean[i]) + ((1 - MeanDecay) * slope[i]);
            square[i] = (SquareDecay * square[i]) + ((1 - SquareDecay) * slope[i] * slope[i]);
            value[i] -= rate * mean[i] / (Vector.SquareRoot(square[i] * squareScale) + new Vector<float>(Epsilon));
        }
        return value.Length;
    }
}
