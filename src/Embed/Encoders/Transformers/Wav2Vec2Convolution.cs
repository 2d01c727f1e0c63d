using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

// B batch, I input channels, O output channels, S samples or steps

/// <summary>A strided convolution of wav2vec 2.0's feature extractor. Ported from torchaudio 0.13.1 (models.wav2vec2 ConvLayerBlock).</summary>
internal sealed class Wav2Vec2Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "norm")] private readonly GroupNorm? _norm;
    private readonly long _stride;

    /// <param name="isNormalised">Whether each channel is standardised over the window's time, as in the first layer.</param>
    public Wav2Vec2Convolution(long inChannels, long outChannels, long kernel, long stride, bool isNormalised) : base(nameof(Wav2Vec2Convolution))
    {
        _stride = stride;
        _weight = new Parameter(empty(outChannels, inChannels, kernel));
        _norm = isNormalised ? nn.GroupNorm(outChannels, outChannels) : null;
        RegisterComponents();
    }

    /// <param name="input">(B, S, I).</param>
    /// <returns>(B, (S - kernel) / stride + 1, O).</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = StepConvolution.Of(input, _weight, stride: _stride);
        return nn.functional.gelu(_norm?.call(output.transpose(1, 2)).transpose(1, 2) ?? output).MoveToOuterDisposeScope();
    }
}
