using System.Numerics.Tensors;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// The squeeze-and-excitation of an <see cref="InvertedBottleneck"/>: from the means of a window's channels to a factor for each, by a dense layer with SiLU and
/// another with the logistic function.
/// </summary>
internal sealed class ChannelGate
{
    private readonly float[] _squeeze; // (S, C)
    private readonly float[] _squeezeBias; // (S)
    private readonly float[] _excite; // (S, C), turned
    private readonly float[] _exciteBias; // (C)

    /// <param name="squeeze">(S, C) and (S).</param>
    /// <param name="excite">(C, S) and (C).</param>
    public ChannelGate((float[] Weight, float[] Bias) squeeze, (float[] Weight, float[] Bias) excite)
    {
        (_squeeze, _squeezeBias) = squeeze;
        (_excite, _exciteBias) = (new float[excite.Weight.Length], excite.Bias);
        for (var i = 0; i < _excite.Length; i++)
        {
            var (channel, part) = Math.DivRem(i, _squeezeBias.Length);
            _excite[part * _exciteBias.Length + channel] = excite.Weight[i];
        }
    }

    /// <param name="means">(C).</param>
    /// <param name="factors">(C), between 0 and 1.</param>
    public void Write(ReadOnlySpan<float> means, Span<float> factors)
    {
        var channels = means.Length;
        _exciteBias.CopyTo(factors);
        for (var part = 0; part < _squeezeBias.Length; part++)
        {
            var sum = TensorPrimitives.Dot(_squeeze.AsSpan(part * channels, channels), means) + _squeezeBias[part];
            var silu = sum / (1 + MathF.Exp(-sum));
            TensorPrimitives.MultiplyAdd(_excite.AsSpan(part * channels, channels), silu, factors, factors);
        }

        TensorPrimitives.Sigmoid(factors, factors);
    }
}
