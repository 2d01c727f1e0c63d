using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

/// <summary>
/// One layer of wav2vec 2.0's transformer, normalised after each half. Ported from torchaudio 0.13.1 (models.wav2vec2 EncoderLayer).
/// </summary>
internal sealed class Wav2Vec2Layer : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "queries")] private readonly Dense _queries;
    [ComponentName(Name = "keys")] private readonly Dense _keys;
    [ComponentName(Name = "values")] private readonly Dense _values;
    [ComponentName(Name = "attention_output")] private readonly Dense _attentionOutput;
    [ComponentName(Name = "attention_norm")] private readonly LayerNorm _attentionNorm;
    [ComponentName(Name = "dense")] private readonly Dense _dense;
    [ComponentName(Name = "dense_output")] private readonly Dense _denseOutput;
    [ComponentName(Name = "dense_norm")] private readonly LayerNorm _denseNorm;
    private readonly long _heads;

    public Wav2Vec2Layer(long width, long heads, long denseWidth) : base(nameof(Wav2Vec2Layer))
    {
        _heads = heads;
        (_queries, _keys, _values) = (new(width, width), new(width, width), new(width, width));
        _attentionOutput = new(width, width);
        _attentionNorm = nn.LayerNorm(width);
        _dense = new(width, denseWidth);
        _denseOutput = new(denseWidth, width);
        _denseNorm = nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <param name="input">(B, T, D).</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var projected = cat([_queries.call(input), _keys.call(input), _values.call(input)], 2);
        var middle = _attentionNorm.call(input.Plus(_attentionOutput.call(SelfAttention.Of(projected, _heads))));
        var dense = _dense.Apply(middle, Activation.Gelu);
        return _denseNorm.call(middle.Plus(_denseOutput.call(dense))).MoveToOuterDisposeScope();
    }
}
