namespace Hares.Features.Tests;

public class LogMelOptionsTests
{
    public static TheoryData<LogMelOptions, string> OutOfRange { get; } = new()
    {
        { new() { SampleRateHz = 0, MinHz = 0, MaxHz = 0.0 }, "SampleRateHz is 0" },
        { new() { SampleRateHz = 768_001 }, "SampleRateHz is 768001" },
        { new() { FftSize = 500 }, "FftSize is 500, but must be a power of two" },
        { new() { FftSize = 8, WindowSamples = 8 }, "FftSize is 8" },
        { new() { FftSize = 65_536 }, "FftSize is 65536" },
        { new() { WindowSamples = 0 }, "WindowSamples is 0" },
        { new() { WindowSamples = 513 }, "WindowSamples is 513, but must be 1 to FftSize (512)" },
        { new() { HopSamples = 0 }, "HopSamples is 0" },
        { new() { HopSamples = 32_769 }, "HopSamples is 32769" },
        { new() { PreEmphasis = -0.1f }, "PreEmphasis is -0.1" },
        { new() { PreEmphasis = float.NaN }, "PreEmphasis is NaN" },
        { new() { Bands = 0 }, "Bands is 0" },
        { new() { Bands = 1_025 }, "Bands is 1025" },
        { new() { MinHz = -1 }, "MinHz is -1" },
        { new() { MinHz = 7_800 }, "MinHz is 7800, but must be at least 0 and below MaxHz (7800)" },
        { new() { MinHz = double.NaN }, "MinHz is NaN" },
        { new() { MaxHz = 8_001 }, "MaxHz is 8001, but must be at most half of SampleRateHz (16000)" },
        { new() { MaxHz = double.NaN }, "MaxHz is NaN" },
        { new() { Floor = 0 }, "Floor is 0" },
        { new() { Floor = float.PositiveInfinity }, "Floor is Infinity" },
        { new() { Floor = 1e-40f }, "Floor is 1E-40" },
        { new() { Window = (WindowKind)9 }, "Window is 9" },
        { new() { Alignment = (FrameAlignment)9 }, "Alignment is 9" },
        { new() { Scale = (MelScale)9 }, "Scale is 9" },
        { new() { Norm = (MelNorm)9 }, "Norm is 9" },
        { new() { Compression = (Compression)9 }, "Compression is 9" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_setting_out_of_range_is_named_with_its_value(LogMelOptions options, string fault)
    {
        var error = Assert.Throws<ArgumentException>(() => new LogMel(options));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_message_lists_every_fault()
    {
        var error = Assert.Throws<ArgumentException>(() => new LogMel(new() { FftSize = 500, HopSamples = 0, Floor = -1 }));
        Assert.StartsWith(
            "Log-mel settings: FftSize is 500, but must be a power of two from 16 to 32768. HopSamples is 0, but must be 1 to 32768. "
            + "Floor is -1, but must be a normal positive number.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_presets_are_sound() => Assert.All(FrontEnds.All, frontEnd => Assert.Empty(frontEnd.LogMel.Faults()));
}
