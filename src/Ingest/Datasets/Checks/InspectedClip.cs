using Hares.Ingest.Audio;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>What decoding a clip told the checker.</summary>
/// <param name="Fault">Why it cannot be used; null when it can, and only then the rest is meaningful.</param>
/// <param name="Seconds">Length.</param>
/// <param name="SampleRateHz">Sample rate.</param>
/// <param name="Channels">Number of channels; null where nobody asked.</param>
/// <param name="AudioHash">Hash of its samples.</param>
internal sealed record InspectedClip(Skipped? Fault, double Seconds, int SampleRateHz, int? Channels, UInt128 AudioHash);
