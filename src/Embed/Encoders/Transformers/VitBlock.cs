using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

/// <summary>One layer of the vision transformer, normalised before each half. Ported from torchvision 0.14.1 (EncoderBlock).</summary>
internal sealed class VitBlock : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-6;

    [ComponentName(Name = "attention_norm")] private readonly LayerNorm _attentionNorm;
    [ComponentName(Name = "attention")] private readonly Dense _attention;
    [ComponentName(Name = "attention_output")] private readonly Dense _attentionOutput;
    [ComponentName(Name = "dense_norm")] private readonly LayerNorm _denseNorm;
    [ComponentName(Name = "dense")] private readonly Dense _dense;
    [ComponentName(Name = "dense_output")] private readonly Dense _denseOutput;
    private readonly long _heads;

    public VitBlock(long width, long heads, long denseWidth) : base(nameof(VitBlock))
    {
        _heads = heads;
        _attentionNorm = nn.LayerNorm(width, Epsilon);
        _attention = new(width, 3 * width);
        _attentionOutput = new(width, width);
        _denseNorm = nn.LayerNorm(width, Epsilon);
        _dense = new(width, denseWidth);
        _denseOutput = new(denseWidth, width);
        RegisterComponents();
    }

    /// <param name="input">(B, T, D).</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var projected = _attention.call(_attentionNorm.call(input));
        var middle = input.Plus(_attentionOutput.call(SelfAttention.Of(projected, _heads)));
        var dense = _dense.Apply(_denseNorm.call(middle), Activation.Gelu);
        return middle.Plus(_denseOutput.call(dense)).MoveToOuterDisposeScope();
    }
}
