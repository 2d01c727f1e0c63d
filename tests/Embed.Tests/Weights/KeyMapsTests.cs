using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights;

public sealed class KeyMapsTests
{
    /// <summary>Names as each implementation writes them, one of every kind; the numbers are those of the golden files.</summary>
    [Theory]
    [InlineData("wav2vec2-base", "encoder.transformer.layers.11.feed_forward.intermediate_dense.weight", "layers.11.dense.weight")]
    [InlineData("wav2vec2-base", "encoder.feature_projection.projection.bias", "projection.bias")]
    [InlineData("wav2vec2-base", "encoder.transformer.pos_conv_embed.conv.parametrizations.weight.original0", "positions.length")]
    [InlineData("wav2vec2-base", "feature_projection.layer_norm.weight", "feature_norm.weight")]
    [InlineData("wav2vec2-base", "encoder.layers.0.attention.k_proj.weight", "layers.0.keys.weight")]
    [InlineData("wav2vec2-base", "encoder.pos_conv_embed.conv.weight_v", "positions.direction")]
    [InlineData("wav2vec2-base", "feature_extractor.conv_layers.6.conv.weight", "convolutions.6.weight")]
    [InlineData("wav2vec2-base", "encoder.pos_conv_embed.conv.parametrizations.weight.original1", "positions.direction")]
    [InlineData("vit-base", "encoder.layers.encoder_layer_3.mlp.0.weight", "blocks.3.dense.weight")]
    [InlineData("slowfast-nfnet-f0", "slow_fast_nf_net/~/NFNet/~/stem_conv0/w", "fast.stem.0.weight")]
    [InlineData("slowfast-nfnet-f0", "slow_fast_nf_net/~/NFNet_1/~/nf_block_2/skip_gain", "slow.blocks.2.skip_gain")]
    [InlineData("slowfast-nfnet-f0", "slow_fast_nf_net/~/fuse_fast2_slow_3/~/conv_f2s/bias", "fusions.3.bias")]
    [InlineData("nfnet-f0", "nfnet/stem_conv3/gain", "path.stem.3.gain")]
    [InlineData("nfnet-f0", "NFNet/~/nf_block_11/~/squeeze_excite/~/linear_1/w", "path.blocks.11.gate.excite.weight")]
    public void A_name_of_an_original_means_a_tensor_here(string architecture, string original, string key) => Assert.Contains(
        KeyMaps.Of(architecture, []).SelectMany(map => map.Tensors), tensor => tensor.OriginalKey == original && tensor.Key == key);

    [Theory]
    [InlineData("wav2vec2-base")]
    [InlineData("vit-base")]
    [InlineData("slowfast-nfnet-f0")]
    [InlineData("nfnet-f0")]
    public void Every_map_names_every_tensor_once(string architecture)
    {
        var maps = KeyMaps.Of(architecture, []).Skip(1).ToList();
        var golden = GoldenNetwork.Read(architecture).Parameters.Select(parameter => parameter.Name!).Order();
        Assert.Equal(golden, maps[0].Tensors.Select(tensor => tensor.OriginalKey).Order());
        Assert.All(maps, map =>
        {
            Assert.Equal(map.Tensors.Count, map.Tensors.Select(tensor => tensor.OriginalKey).Distinct().Count());
            Assert.Equal(maps[0].Tensors.Select(tensor => tensor.Key), map.Tensors.Select(tensor => tensor.Key));
        });
    }

    [Theory]
    [InlineData("cnn14", "spectrogram_extractor.stft.conv_real.weight", true)]
    [InlineData("cnn14", "fc_audioset.bias", true)]
    [InlineData("cnn14", "fc1.bias", false)]
    [InlineData("resnet50", "fc.weight", true)]
    [InlineData("slowfast-resnet50", "head.projection.weight", true)]
    [InlineData("nfnet-f0", "NFNet/~/linear/w", true)]
    [InlineData("efficientnet-b0", "classifier.1.weight", true)]
    [InlineData("byol-a-cnn", "fc.0.weight", false)]
    public void What_an_original_keeps_besides_the_encoder_is_passed_over(string architecture, string name, bool unused) =>
        Assert.Equal(unused, KeyMaps.Of(architecture, []).Any(map => map.IsUnused(name)));
}
