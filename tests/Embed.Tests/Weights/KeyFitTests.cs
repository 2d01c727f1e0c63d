using Hares.Embed.Encoders;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights;

public sealed class KeyFitTests
{
    [Theory]
    [InlineData("", "masked_spec_embed")]
    [InlineData("wav2vec2.", "wav2vec2.masked_spec_embed", "lm_head.weight", "quantizer.codevectors", "project_hid.bias")]
    [InlineData("wav2vec2.", "projector.weight", "classifier.bias", "layer_weights")]
    [InlineData("model.wav2vec2.", "model.projector.weight", "criterion.weight")]
    public void Hugging_Face_models_fit_alone_and_within_one_for_a_task(string prefix, params string[] others)
    {
        var keys = KeyMaps.Of(EncoderCatalogue.Wav2Vec2Base, [])[1].Tensors.Select(tensor => tensor.Key);
        var maps = KeyMaps.Of(EncoderCatalogue.Wav2Vec2Base, keys);
        var map = maps[2];
        var names = map.Tensors.Select(tensor => prefix + tensor.OriginalKey).Concat(others);
        using var file = new NamesOnly(names);

        var fit = KeyFit.Best(maps, file);

        Assert.Equal((prefix, map.Tensors.Count), (fit.Prefix, fit.Matches));
        var inside = fit.Inside(file.Tensors).Keys.Except(map.Tensors.Select(tensor => tensor.OriginalKey));
        Assert.All(inside, name => Assert.True(fit.Map.IsUnused(name)));
    }

    private sealed class NamesOnly(IEnumerable<string> names) : ITensorFile
    {
        public string Path => "names";

        public IReadOnlyList<StoredTensor> Tensors { get; } = [.. names.Select(name => new StoredTensor(name, ElementType.F32, [1]))];

        public void Read(StoredTensor tensor, Span<float> destination) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
