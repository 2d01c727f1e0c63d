using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders;

public sealed class EncoderCatalogueTests
{
    private static readonly EncoderSettings Byol = new() { Architecture = "byol-a-cnn" };

    [Fact]
    public void The_names_are_those_of_the_pipeline_file() =>
        Assert.Equal(
            [
                "log-mel-statistics", "byol-a-cnn", "slowfast-nfnet-f0",
                "efficientnet-b0", "cnn14", "resnet50", "slowfast-resnet50", "slowfast-resnet50-no-norm", "slowfast-resnet50-ln", "slowfast-resnet50-in",
                "slowfast-nf-resnet50", "nfnet-f0",
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
    public void Settings_that_do_not_fit_the_architecture_are_refused(string architecture, int? asked, int? bands) =>
        Assert.Throws<EncoderException>(() => EncoderCatalogue.Dimension(new() { Architecture = architecture, Dimension = asked, Bands = bands }));

    [Fact]
    public void Weights_for_the_baseline_are_refused() =>
        Assert.Throws<EncoderException>(() => EncoderCatalogue.Dimension(new() { Architecture = "log-mel-statistics", WeightsPath = "w.safetensors" }));

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
            EncoderCatalogue.Identify(new() { Architecture = "slowfast-nfnet-f0" }, "a"),
        ];
        Assert.Equal(identities.Length, identities.Select(identity => identity.Key()).Distinct().Count());
    }

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
