using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

// B batch, I input channels, O output channels, S samples or steps

/// <summary>A strided convolution of wav2vec 2.0's feature extractor. Ported from torchaudio 0.13.1 (models.wav2vec2 ConvLayerBlock).</summary>
internal sealed class Wav2Vec2Convolution : FoldableLayer
{
    private const double Epsilon = 1e-5;

    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "norm_weight")] private readonly Parameter? _normWeight;
    [ComponentName(Name = "norm_bias")] private readonly Parameter? _normBias;
    private readonly long _stride;

    /// <param name="isNormalised">Whether each channel is standardised over the window's time, as in the first layer.</param>
    public Wav2Vec2Convolution(long inChannels, long outChannels, long kernel, long stride, bool isNormalised) : base(nameof(Wav2Vec2Convolution))
    {
        _stride = stride;
        _weight = new Parameter(empty(outChannels, inChannels, kernel));
        (_normWeight, _normBias) = isNormalised ? (new Parameter(ones(outChannels)), new Parameter(zeros(outChannels))) : (null, null);
        RegisterComponents();
    }

    /// <summary>Unless it is normalised.</summary>
    public override void Fold()
    {
        if (_normWeight is null)
            Folded = StepConvolution.Fold(_weight, _weight, stride: _stride);
    }

    /// <param name="input">(B, S, I).</param>
    /// <returns>(B, (S - kernel) / stride + 1, O).</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        if (Folded is not null)
            return StepConvolution.Of(input, Folded, Activation.Gelu).MoveToOuterDisposeScope();
        var output = _normWeight is null ? StepConvolution.Of(input, _weight, stride: _stride) : Normalised(input);
        return nn.functional.gelu(output).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Convolution and norm in one pass over the output, the largest array of the network: a channel's mean and variance follow from those of the
    /// samples under the kernel. In double precision, for the variance is small beside that of the samples where the kernel takes differences.
    /// </summary>
    private Tensor Normalised(Tensor samples)
    {
        var kernels = _weight.squeeze(1).to(float64); // (O, K)
        var under = samples.squeeze(2).to(float64).unfold(1, kernels.shape[1], _stride); // (B, S', K)
        var centred = under.Minus(under.mean([1], keepdim: true));
        var covariance = bmm(centred.transpose(1, 2), centred).Times(1.0 / under.shape[1]); // (B, K, K)
        var variance = (bmm(kernels.expand(samples.shape[0], -1, -1), covariance) * kernels).sum(2); // (B, O)
        var scaled = kernels * (_normWeight! * variance.Plus(Epsilon).rsqrt()).unsqueeze(2); // (B, O, K)
        var shift = _normBias!.to(float64).view(1, -1, 1).expand(scaled.shape[0], -1, -1); // a last place of the kernel, on ones
        var placed = cat([centred, ones_like(centred.narrow(2, 0, 1))], 2);
        return bmm(placed.to(float32), cat([scaled, shift], 2).to(float32).transpose(1, 2)).to(_weight.dtype);
    }
}
