using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Bench.Pairs;

/// <summary>Settings: audio file.</summary>
internal sealed class DecodePair(string[] settings) : IPairWork
{
    private readonly AudioDecoder _decoder = new();
    private readonly Clip _clip = new("clip", settings[0]);
    private Decoded? _decoded;

    public ReadOnlySpan<float> Run()
    {
        _decoded?.Dispose();
        _decoded = _decoder.Decode(_clip) switch
        {
            Decoded decoded => decoded,
            var result => throw new InvalidOperationException(((Skipped)result).Detail),
        };
        return _decoded.Samples.Span;
    }

    public void Dispose() => _decoded?.Dispose();
}
