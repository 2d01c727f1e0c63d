using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders.Own;

public sealed class OwnEncoderTests
{
    private static readonly OwnModelSettings Waveform = new() { Format = ModelFormat.Onnx, Path = "mine.onnx", SampleRateHz = 100 };

    [Fact]
    public void A_window_longer_than_the_models_is_covered_by_stretches_whose_outputs_are_averaged()
    {
        using var encoder = Encoder(new FakeModel(fixedFrames: 4, (window, _) => [window[0], window[^1]]));
        Assert.Equal([(0 + 3 + 6) / 3f, (3 + 6 + 9) / 3f], Assert.Single(encoder.Embed([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]], 10)));
    }

    [Fact]
    public void A_window_shorter_than_the_models_is_prolonged_with_silence()
    {
        using var encoder = Encoder(new FakeModel(fixedFrames: 4, (window, _) => window));
        Assert.Equal([1, 2, 0, 0], Assert.Single(encoder.Embed([[1, 2]], 2)));
    }

    [Fact]
    public void Silence_is_that_of_the_front_end()
    {
        var settings = Waveform with { FrontEnd = "panns" }; // 64 bands in decibels, the least of them -100
        using var encoder = new OwnEncoder(new FakeModel(fixedFrames: 3, (window, _) => window, bands: 64), settings, null);
        var embedding = Assert.Single(encoder.Embed([[.. Enumerable.Repeat(5f, 128)]], 2));
        Assert.All(embedding[..128], value => Assert.Equal(5, value));
        Assert.All(embedding[128..], value => Assert.Equal(-100, value, 1e-4));
    }

    [Fact]
    public void Log_mel_is_normalised_as_its_preset_says()
    {
        using var encoder = new OwnEncoder(new FakeModel(null, (window, _) => [window[0]], bands: 80), Waveform with { FrontEnd = "hares" }, null);
        Assert.Equal(-1, Assert.Single(encoder.Embed([[.. Enumerable.Range(0, 160).Select(i => i % 2 * 4f)]], 2))[0], 1e-5);
    }

    [Fact]
    public void A_model_that_takes_one_window_gets_one_after_the_other()
    {
        var model = new FakeModel(null, (window, _) => [window[0]], takesBatches: false);
        using var encoder = Encoder(model);
        model.Batches.Clear();
        Assert.Equal([[1f], [2f], [3f]], encoder.Embed([[1, 0], [2, 0], [3, 0]], 2));
        Assert.Equal([1, 1, 1], model.Batches);
    }

    [Fact]
    public void A_length_that_depends_on_the_sound_is_passed_on_for_the_embedder_to_name()
    {
        using var embedder = new Embedder(Encoder(new FakeModel(null, (window, _) => window[0] > 0.5 ? [1, 2, 3] : [1, 2])), new BatchLimit(1));
        Assert.Equal([null, "gave 3 numbers instead of 2"], embedder.Embed([[0, 0], [1, 0]], 2).Select(window => window.Fault));
    }

    [Fact]
    public void One_stretch_of_another_length_is_not_averaged_away()
    {
        using var embedder = new Embedder(
            Encoder(new FakeModel(fixedFrames: 2, (window, _) => window[0] > 0.5 ? [1, 2, 3] : [1, 2])),
            new BatchLimit(4));
        Assert.Equal(["gave 3 numbers instead of 2", null], embedder.Embed([[1, 0, 0, 0], [0, 0, 0, 0]], 4).Select(window => window.Fault));
    }

    [Theory]
    [InlineData("length", "features must be the last axis, time the one before")]
    [InlineData("run", "differently when another is beside it, or from run to run; call model.eval()")]
    [InlineData("place", "differently when another is beside it, or from run to run; call model.eval()")]
    public void A_model_that_cannot_be_an_encoder_is_found_out_by_trying_it(string dependsOn, string sentence)
    {
        var runs = 0;
        var model = new FakeModel(null, (window, windows) => dependsOn switch
        {
            "length" => new float[window.Length],
            "run" => [runs++],
            _ => [windows],
        });
        var e = Assert.Throws<EncoderException>(() => Encoder(model));
        Assert.StartsWith("mine.onnx: the model", e.Message);
        Assert.Contains(sentence, e.Message);
        Assert.True(model.IsDisposed);
    }

    [Fact]
    public void A_model_without_features_is_refused() => Assert.Equal(
        "mine.onnx: the model gives no features, an output of size 0.",
        Assert.Throws<EncoderException>(() => Encoder(new FakeModel(null, (_, _) => []))).Message);

    [Fact]
    public void What_a_model_says_of_the_first_window_tried_is_told()
    {
        var e = Assert.Throws<EncoderException>(() =>
            Encoder(new FakeModel(null, (window, _) => throw new EncoderException($"not {window.Length} samples"))));
        Assert.Equal("not 300 samples", e.Message);
    }

    [Fact]
    public void A_model_for_short_windows_only_is_taken()
    {
        using var encoder = Encoder(new FakeModel(null, (window, _) => window.Length > 120 ? throw new EncoderException("too long") : [1, 2]));
        Assert.Equal(2, encoder.Dimension);
    }

    private static OwnEncoder Encoder(FakeModel model) => new(model, Waveform, null);
}
