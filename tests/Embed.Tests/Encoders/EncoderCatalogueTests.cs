using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders;

public sealed class EncoderCatalogueTests
{
    private static readonly EncoderSettings Byol = new() { Architecture = "byol-a-cnn" };
    private static readonly EncoderSettings Vit = new() { Architecture = "vit-base" };

    [Fact]
    public void The_names_are_those_of_the_pipeline_file() =>
        Assert.Equal(
            [
                "log-mel-statistics", "byol-a-cnn", "slowfast-nfnet-f0",
                "efficientnet-b0", "cnn14", "resnet50", "slowfast-resnet50", "slowfast-resnet50-no-norm", "slowfast-resnet50-ln",
                "slowfast-resnet50-in",
                "slowfast-nf-resnet50", "nfnet-f0", "vit-base", "wav2vec2-base", "bidir-cpc",
            ],
            EncoderCatalogue.Entries.Select(entry => entry.Name));

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var e = Assert.Throws<EncoderException>(() => EncoderCatalogue.Create(new() { Architecture = "byol" }));
        Assert.StartsWith("Unknown encoder architecture \"byol\"; known are log-mel-statistics, byol-a-cnn, slowfast-nfnet-f0, ", e.Message);
    }

    [Theory]
    [InlineData("log-mel-statistics", null, 128, 256)]
    [InlineData("byol-a-cnn", null, null, 2048)]
    [InlineData("byol-a-cnn", 512, 64, 512)]
    [InlineData("slowfast-nfnet-f0", 3456, 128, 3456)]
    [InlineData("cnn14", null, 64, 2048)]
    [InlineData("resnet50", null, 128, 2048)]
    public void The_dimension_follows_from_the_settings(string architecture, int? asked, int? bands, int dimension) =>
        Assert.Equal(dimension, EncoderCatalogue.Dimension(new() { Architecture = architecture, Dimension = asked, Bands = bands }));

    [Theory]
    [InlineData("byol-a-cnn", 1024, null)]
    [InlineData("byol-a-cnn", null, 80)]
    [InlineData("log-mel-statistics", 512, null)]
    [InlineData("log-mel-statistics", null, 0)]
    [InlineData("slowfast-nfnet-f0", 1728, null)]
    [InlineData("cnn14", null, 128)]
    [InlineData("resnet50", 1024, null)]
    [InlineData("vit-base", null, 64)]
    [InlineData("wav2vec2-base", null, 80)]
    public void Settings_that_do_not_fit_the_architecture_are_refused(string architecture, int? asked, int? bands) =>
        Assert.Throws<EncoderException>(() => EncoderCatalogue.Dimension(new() { Architecture = architecture, Dimension = asked, Bands = bands }));

    [Theory]
    [InlineData("byol-a-cnn", Pooling.MeanMax, 2048)]
    [InlineData("byol-a-cnn", Pooling.MeanDeviation, 4096)]
    [InlineData("slowfast-nfnet-f0", Pooling.MeanDeviation, 6912)]
    [InlineData("vit-base", Pooling.Mean, 768)]
    [InlineData("bidir-cpc", Pooling.MeanDeviation, 2048)]
    [InlineData("resnet50", Pooling.MeanDeviation, 4096)]
    [InlineData("slowfast-resnet50-ln", Pooling.MeanMax, 2304)]
    public void The_deviation_doubles_the_dimension_and_leaves_the_network_as_it_is(string architecture, Pooling pooling, int dimension)
    {
        var settings = new EncoderSettings { Architecture = architecture, Pooling = pooling };
        Assert.Equal(dimension, EncoderCatalogue.Dimension(settings));
        Assert.Equal(EncoderCatalogue.Find(architecture).Sizes[0].Parameters, EncoderCatalogue.Parameters(settings));
    }

    [Theory]
    [InlineData("byol-a-cnn", Pooling.Token, "Encoder byol-a-cnn has no pooling \"token\"; known are mean+max, mean, mean+std.")]
    [InlineData("resnet50", Pooling.Token, "Encoder resnet50 has no pooling \"token\"; known are mean, mean+max, mean+std.")]
    [InlineData("cnn14", Pooling.Mean, "Encoder cnn14 has no pooling \"mean\"; it offers no choice.")]
    [InlineData("log-mel-statistics", Pooling.Mean, "Encoder log-mel-statistics has no pooling \"mean\"; it offers no choice.")]
    public void A_pooling_that_the_architecture_has_not_is_refused(string architecture, Pooling pooling, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<EncoderException>(() => EncoderCatalogue.Dimension(new() { Architecture = architecture, Pooling = pooling })).Message);

    [Theory]
    [InlineData("vit-base", 13, "Encoder vit-base has no layer 13 to choose; known are 1 to 12.")]
    [InlineData("wav2vec2-base", 0, "Encoder wav2vec2-base has no layer 0 to choose; known are 1 to 12.")]
    [InlineData("bidir-cpc", 1, "Encoder bidir-cpc has no layer 1 to choose; it offers no choice.")]
    public void A_layer_that_the_architecture_has_not_is_refused(string architecture, int layer, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<EncoderException>(() => EncoderCatalogue.Dimension(new() { Architecture = architecture, Layer = layer })).Message);

    [Fact]
    public void What_an_architecture_does_by_itself_may_be_spelt_out_without_another_key()
    {
        var spelt = Vit with { Pooling = Pooling.Token, Layer = 12 };
        Assert.Equal(EncoderCatalogue.Identify(Vit, "a"), EncoderCatalogue.Identify(spelt, "a"));
        Assert.DoesNotContain("layer", EncoderCatalogue.Identify(spelt, "a").ToJson());
    }

    [Fact]
    public void Weights_for_the_baseline_are_refused() =>
        Assert.Throws<EncoderException>(() =>
            EncoderCatalogue.Dimension(new() { Architecture = "log-mel-statistics", WeightsPath = "w.safetensors" }));

    [Fact]
    public void The_key_is_pinned_because_caches_live_longer_than_programs() =>
        Assert.Equal("5fbc2c74520a4cca2d89", EncoderCatalogue.Identify(Byol with { Seed = 3 }, "front end").Key());

    [Fact]
    public void Whatever_changes_the_embeddings_changes_the_key()
    {
        var path = SafetensorsBytes.File("{}", []);
        EncoderIdentity[] identities =
        [
            EncoderCatalogue.Identify(Byol, "a"),
            EncoderCatalogue.Identify(Byol, "b"),
            EncoderCatalogue.Identify(Byol with { Seed = 1 }, "a"),
            EncoderCatalogue.Identify(Byol with { Dimension = 512 }, "a"),
            EncoderCatalogue.Identify(Byol with { Mean = -5 }, "a"),
            EncoderCatalogue.Identify(Byol with { StandardDeviation = 5 }, "a"),
            EncoderCatalogue.Identify(Byol with { WeightsPath = path }, "a"),
            EncoderCatalogue.Identify(Byol with { Pooling = Pooling.Mean }, "a"),
            EncoderCatalogue.Identify(Byol with { Precision = Precision.Bfloat16 }, "a"),
            EncoderCatalogue.Identify(Byol, "a") with { Stored = "float16" },
            EncoderCatalogue.Identify(Byol with { Pooling = Pooling.MeanDeviation }, "a"),
            EncoderCatalogue.Identify(new() { Architecture = "slowfast-nfnet-f0" }, "a"),
            EncoderCatalogue.Identify(Vit, "a"),
            EncoderCatalogue.Identify(Vit with { Layer = 11 }, "a"),
            EncoderCatalogue.Identify(Vit with { Layer = 11, Pooling = Pooling.Mean }, "a"),
        ];
        Assert.Equal(identities.Length, identities.Select(identity => identity.Key()).Distinct().Count());
    }

    [Fact]
    public void The_baseline_computes_in_float32_whatever_the_precision_asked_for_and_its_key_says_so()
    {
        var baseline = new EncoderSettings { Architecture = "log-mel-statistics" };
        Assert.Equal(EncoderCatalogue.Identify(baseline, "a"), EncoderCatalogue.Identify(baseline with { Precision = Precision.Bfloat16 }, "a"));
    }

    [Fact]
    public void Every_network_says_what_its_windows_take_in_memory() =>
        Assert.All(
            EncoderCatalogue.Entries,
            entry => Assert.Equal(entry.Name != "log-mel-statistics", entry.ActivationBytesPerFrame > entry.Bands * sizeof(float)));

    [Fact]
    public void The_identity_is_spelt_out_as_json()
    {
        var json = EncoderCatalogue.Identify(new() { Architecture = "log-mel-statistics" }, "16 kHz, 80 mels").ToJson();
        Assert.Equal(
            """
            {
              "architecture": "log-mel-statistics",
              "dimension": 160,
              "weights": "none",
              "frontEnd": "16 kHz, 80 mels",
              "normalisation": "none",
              "precision": "float32",
              "formatVersion": 1
            }
            """,
            json);
    }
}
