namespace Hares.Features.Tests;

public class FrontEndsTests
{
    [Fact]
    public void Presets_are_found_by_name()
    {
        Assert.Equal(["hares", "byol-a", "panns", "kaldi"], FrontEnds.All.Select(frontEnd => frontEnd.Name));
        Assert.All(FrontEnds.All, frontEnd => Assert.Same(frontEnd, FrontEnds.Named(frontEnd.Name)));
    }

    [Theory]
    [InlineData("HARES")]
    [InlineData("")]
    [InlineData("mfcc")]
    public void An_unknown_name_is_answered_with_the_known_ones(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => FrontEnds.Named(name));
        Assert.StartsWith($"There is no front end '{name}'; known are hares, byol-a, panns, kaldi.", error.Message, StringComparison.Ordinal);
    }

    // Cache keys are made of this text: whoever changes it makes every cached embedding be computed anew.
    [Fact]
    public void The_description_is_frozen() => Assert.Equal(
        """
        sample rate 16000
        window HannPeriodic 400 in 512, hop 160, Centred
        remove dc False, pre-emphasis 0
        mel Htk, 80 bands, 60 to 7800 Hz, norm None
        level LogOfSum, floor 1E-06
        normalisation per-window
        """, FrontEnds.Hares.Description);

    [Fact]
    public void The_description_tells_settings_apart_and_names_not()
    {
        var hares = FrontEnds.Hares;
        Assert.Equal(hares.Description, (hares with { Name = "other" }).Description);
        FrontEnd[] variants =
        [
            .. FrontEnds.All,
            hares with { Normalisation = Normalisation.None },
            hares with { Normalisation = Normalisation.Fixed(0, 2) },
            hares with { Normalisation = Normalisation.Fixed(1e-9f, 2) },
            .. Variants(hares.LogMel).Select(options => hares with { LogMel = options }),
        ];
        Assert.Distinct(variants.Select(frontEnd => frontEnd.Description));
    }

    private static IEnumerable<LogMelOptions> Variants(LogMelOptions options) =>
    [
        options with { SampleRateHz = 16_001 },
        options with { WindowSamples = 401 },
        options with { FftSize = 1024 },
        options with { HopSamples = 161 },
        options with { Window = WindowKind.HannSymmetric },
        options with { Alignment = FrameAlignment.SnipEdges },
        options with { RemoveDc = true },
        options with { PreEmphasis = 0.97f },
        options with { Bands = 64 },
        options with { MinHz = 60.5 },
        options with { MaxHz = 7_900 },
        options with { Scale = MelScale.Slaney },
        options with { Norm = MelNorm.Slaney },
        options with { Compression = Compression.LogOfMax },
        options with { Floor = 1.0001e-6f },
    ];
}
