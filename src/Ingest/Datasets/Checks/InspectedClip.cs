using Hares.Ingest.Audio;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>What decoding a clip told the checker.</summary>
/// <param name="Fault">Why it cannot be used; null when it can, and only then the rest is meaningful.</param>
/// <param name="Seconds">Length.</param>
/// <param name="ContentHash">Hash of the whole file.</param>
internal sealed record InspectedClip(Skipped? Fault, double Seconds, UInt128 ContentHash);
