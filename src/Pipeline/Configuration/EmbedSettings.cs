using Hares.Embed;
using Hares.Embed.Encoders;

namespace Hares.Pipeline.Configuration;

/// <summary>How the embedding graph runs. None of it but precision and storage changes an embedding.</summary>
internal sealed record EmbedSettings
{
    /// <summary>Where networks run, one copy of each a device: one or several of <see cref="DeviceNames"/>.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Numbers that networks of the catalogue compute with.</summary>
    public required Precision Precision { get; init; }

    /// <summary>
    /// Bytes that clips, features, batches and what the processor's networks make of them may take together, not the weights; and likewise the
    /// embeddings of the probes at work.
    /// </summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Processor threads in all.</summary>
    public required int Threads { get; init; }

    /// <summary>Most windows embedded in one go; null: 32, on GPUs up to 256. Fewer where memory has no room for them.</summary>
    public required int? Batch { get; init; }

    /// <summary>What embeddings are rounded to before they are stored.</summary>
    public required EmbeddingStorage Storage { get; init; }

    /// <summary>Seconds after which finished clips are written even though a part is not full: what a kill can cost.</summary>
    public required double FlushSeconds { get; init; }
}
