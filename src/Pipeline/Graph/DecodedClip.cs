using Hares.Ingest.Audio;
using SourceStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>A clip's audio at every sample rate its sets need, disposed of with the clip, or why there is none.</summary>
/// <param name="Samples">Mono samples by rate in Hz; empty when skipped.</param>
/// <param name="Seconds">Length of the audio.</param>
internal sealed record DecodedClip(
    ClipJob Job, SourceStamp Source, IReadOnlyDictionary<int, SampleBuffer> Samples, double Seconds, Skipped? Skipped) : IDisposable
{
    /// <summary>The clips that it is mixed with, by place in the dataset, each at the rates of the sets that want it; some may be skipped.</summary>
    public IReadOnlyDictionary<int, DecodedClip> Partners { get; init; } = new Dictionary<int, DecodedClip>();

    /// <summary>What a set of this clip is made from.</summary>
    public SourceStamp SourceOf(EmbeddingSet set) =>
        set.Partner(Job.Index) is { } partner ? MixedSource.Of(Source, Partners[partner].Source) : Source;

    public void Dispose()
    {
        foreach (var samples in Samples.Values) samples.Dispose();
        foreach (var partner in Partners.Values) partner.Dispose();
    }
}
