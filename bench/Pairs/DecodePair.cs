using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Bench.Pairs;

/// <summary>Settings: audio file.</summary>
internal sealed class DecodePair(string[] settings) : IPairWork
{
    private readonly AudioDecoder _decoder = new();
    private readonly Clip _clip = new("clip", settings[0]);

    public float[] Run() => _decoder.Decode(_clip) switch
    {
        Decoded decoded => decoded.Samples,
        var result => throw new InvalidOperationException(((Skipped)result).Detail),
    };

    public void Dispose()
    {
    }
}
