using Hares.Ingest.Audio;

namespace Hares.Ingest.Synthesis;

/// <summary>
/// Makes mono FLAC and MP3 files with libsndfile, in memory. Their bytes are those of every other machine with the same versions of libsndfile
/// and of the encoders it brings.
/// </summary>
internal static class SoundEncoder
{
    /// <summary>What libsndfile makes of compression levels 0 and 1 at 16 kHz, in kilobits a second; in between it interpolates.</summary>
    private const double BestKilobits = 160, SmallestKilobits = 8;

    /// <summary>Keeps the rate, which is cut to a whole number, from ending up one below.</summary>
    private const double HalfKilobit = 0.5;

    /// <summary>The bytes of a FLAC file of 16 bits a sample.</summary>
    /// <param name="samples">-1 to 1; what lies outside is clipped.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    public static byte[] EncodeFlac(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        using var memory = new MemorySound(Libsndfile.Flac16, sampleRateHz);
        return memory.Encode(samples);
    }

    /// <summary>The bytes of an MP3 file of 16 kHz at a constant bit rate.</summary>
    /// <param name="samples">-1 to 1; what lies outside is clipped.</param>
    /// <param name="kilobits">Kilobits a second; one of the rates that MPEG-2 has.</param>
    public static byte[] EncodeMp3(ReadOnlySpan<float> samples, int kilobits)
    {
        using var memory = new MemorySound(Libsndfile.Mp3, sampleRateHz: 16_000);
        memory.SetConstantRate((BestKilobits - kilobits - HalfKilobit) / (BestKilobits - SmallestKilobits));
        return memory.Encode(samples);
    }
}
