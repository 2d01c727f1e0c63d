using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

/// <summary>One layer of the vision transformer, normalised before each half. Ported from torchvision 0.14.1 (EncoderBlock).</summary>
internal sealed class VitBlock : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-6;

    [ComponentName(Name = "attention_norm")] private readonly LayerNorm _attentionNorm;
    [ComponentName(Name = "attention_weight")] private readonly Parameter _projection;
    [ComponentName(Name = "attention_bias")] private readonly Parameter _projectionBias;
    [ComponentName(Name = "attention_output")] private readonly Linear _attentionOutput;
    [ComponentName(Name = "dense_norm")] private readonly LayerNorm _denseNorm;
    [ComponentName(Name = "dense")] private readonly Linear _dense;
    [ComponentName(Name = "dense_output")] private readonly Linear _denseOutput;
    private readonly long _heads;

    public VitBlock(long width, long heads, long denseWidth) : base(nameof(VitBlock))
    {
        _heads = heads;
        _attentionNorm = nn.LayerNorm(width, Epsilon);
        _projection = new Parameter(empty(3 * width, width));
        _projectionBias = new Parameter(zeros(3 * width));
        _attentionOutput = nn.Linear(width, width);
        _denseNorm = nn.LayerNorm(width, Epsilon);
        _dense = nn.Linear(width, denseWidth);
        _denseOutput = nn.Linear(denseWidth, width);
        RegisterComponents();
    }

    /// <param name="input">(B, T, D).</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var projected = nn.functional.linear(_attentionNorm.call(input), _projection, _projectionBias);
        var middle = input + _attentionOutput.call(SelfAttention.Of(projected, _heads));
        var dense = nn.functional.gelu(_dense.call(_denseNorm.call(middle)));
        return (middle + _denseOutput.call(dense)).MoveToOuterDisposeScope();
    }
}
