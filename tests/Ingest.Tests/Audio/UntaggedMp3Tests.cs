using Hares.Ingest.Audio;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

/// <summary>MP3 files without a length tag, whose length is a guess.</summary>
public sealed class UntaggedMp3Tests : IDisposable
{
    private static readonly float[] TwoSeconds = Some.Tone(1000, 16_000, 32_000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    public void One_bit_rate_throughout_makes_the_guess_right(int kilobits) =>
        Assert.InRange(Some.Decode(_folder.Write("x.mp3", SoundEncoder.EncodeMp3(TwoSeconds, kilobits))).Samples.Length, 32_000, 34_000);

    [Theory]
    [InlineData(32, false)]
    [InlineData(32, true)]
    [InlineData(128, false)]
    public void Several_ID3_tags_in_a_row_are_no_audio(int kilobits, bool hasFooter)
    {
        byte[] tags = [.. Id3(20_000, hasFooter), .. Id3(300, hasFooter), .. Id3(20_000, hasFooter: false)];
        byte[] bytes = [.. tags, .. SoundEncoder.EncodeMp3(TwoSeconds, kilobits)];

        Assert.InRange(Some.Decode(_folder.Write("x.mp3", bytes)).Samples.Length, 32_000, 34_000);
    }

    [Fact]
    public void A_title_at_the_end_is_no_audio() =>
        Assert.InRange(
            Some.Decode(_folder.Write("x.mp3", [.. SoundEncoder.EncodeMp3(TwoSeconds, 32), .. "TAG"u8, .. new byte[125]])).Samples.Length,
            32_000,
            34_000);

    [Fact]
    public void Several_bit_rates_leave_it_a_guess_and_what_lies_beyond_is_not_lost_in_silence()
    {
        byte[] bytes =
        [
            .. SoundEncoder.EncodeMp3(TwoSeconds, 128),
            .. SoundEncoder.EncodeMp3(TwoSeconds, 32),
            .. SoundEncoder.EncodeMp3(TwoSeconds, 32)
        ];

        // A tag fits into frames of 128 kbit/s; without its name it is a frame of silence.
        var name = bytes.AsSpan().IndexOf("Info"u8);
        if (name >= 0) bytes.AsSpan(name, 4).Clear();

        var skipped = Some.Skip(_folder.Write("x.mp3", bytes), SkipReason.Damaged);
        Assert.EndsWith("can be found; add the tag with ffmpeg -i IN -c copy OUT.", skipped.Detail, StringComparison.Ordinal);
    }
    /// <summary>A tag of version 2.4 with padding only.</summary>
    private static byte[] Id3(int content, bool hasFooter)
    {
        byte[] header = [4, 0, (byte)(hasFooter ? 0x10 : 0), 0, (byte)(content >> 14), (byte)(content >> 7 & 127), (byte)(content & 127)];
        return [.. "ID3"u8, .. header, .. new byte[content], .. hasFooter ? [.. "3DI"u8, .. header] : Array.Empty<byte>()];
    }
}
