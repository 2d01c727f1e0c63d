using Hares.Features.Tests.Support;

namespace Hares.Features.Tests;

public class LogMelParityTests
{
    private const double Tolerance = 1e-4;

    public static MatrixTheoryData<string, int> GoldenLogMels { get; } =
        new(["hares", "byol-a", "panns"], LaneWidths.Supported.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(GoldenLogMels))]
    public void Presets_equal_torchaudio_at_every_lane_width(string preset, int width)
    {
        var (golden, signal) = preset switch
        {
            "hares" => ("hares-log-mel", "signal-16k"),
            "byol-a" => ("byol-a-log-mel", "signal-16k"),
            _ => ("panns-log-mel", "signal-32k"),
        };
        var expected = GoldenFile.Array(golden);
        var options = FrontEnds.Named(preset).LogMel;
        var actual = new float[expected.Length];
        LaneWidths.Kernel(width, options).Compute(GoldenFile.Waveform(signal), actual.Length / options.Bands, actual);
        Close.Relative(expected, actual, Tolerance);
    }

    // Without an offset, bands of next to no power show the rounding of float32: below the level -9 torchaudio's own values are up to
    // 4.3e-4 standard deviations from those of the same steps in double.
    [Theory]
    [MemberData(nameof(LaneWidths.Supported), MemberType = typeof(LaneWidths))]
    public void Kaldi_equals_torchaudio_as_far_as_float32_goes(int width)
    {
        const float Quiet = -9;
        var expected = GoldenFile.Array("kaldi-fbank-128");
        var actual = new float[expected.Length];
        LaneWidths.Kernel(width, FrontEnds.Kaldi.LogMel).Compute(GoldenFile.Waveform("signal-16k"), actual.Length / 128, actual);
        Close.Relative(expected, actual, 10 * Tolerance);
        float[] loud = [.. expected.Select((level, i) => level < Quiet ? level : actual[i])];
        Close.Relative(expected, loud, Tolerance);
    }

    [Fact]
    public void Mel_power_equals_torchaudio()
    {
        var levels = Some.LogMel(new LogMel(FrontEnds.Hares.LogMel), GoldenFile.Waveform("signal-16k"));
        float[] power = [.. levels.Select(level => (float)(Math.Exp(level) - FrontEnds.Hares.LogMel.Floor))];
        Close.Relative(GoldenFile.Array("hares-mel-power"), power, Tolerance);
    }

    [Fact]
    public void Standardised_log_mel_equals_torchaudio()
    {
        var levels = Some.LogMel(new LogMel(FrontEnds.Hares.LogMel), GoldenFile.Waveform("signal-16k"));
        FrontEnds.Hares.Normalisation.Apply(levels);
        Close.Relative(GoldenFile.Array("hares-standardised"), levels, Tolerance);
    }
}
