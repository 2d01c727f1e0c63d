using Hares.Ingest.Audio;
using SourceStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>A clip's audio at every sample rate its sets need, or why there is none.</summary>
/// <param name="Samples">Mono samples by rate in Hz; empty when skipped.</param>
/// <param name="Seconds">Length of the audio.</param>
internal sealed record DecodedClip(ClipJob Job, SourceStamp Source, IReadOnlyDictionary<int, float[]> Samples, double Seconds, Skipped? Skipped);
