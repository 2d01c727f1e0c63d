using Hares.Embed;

namespace Hares.Pipeline.Configuration;

/// <summary>How the embedding graph runs. None of it but the storage changes an embedding.</summary>
internal sealed record EmbedSettings
{
    /// <summary>"auto", "cpu" or "cuda".</summary>
    public required string Device { get; init; }

    /// <summary>Bytes that clips, features and batches in flight may take together; and likewise the embeddings of the probes at work.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Processor threads in all.</summary>
    public required int Threads { get; init; }

    /// <summary>Windows embedded in one go; halved when a batch does not fit the device.</summary>
    public required int Batch { get; init; }

    /// <summary>What embeddings are rounded to before they are stored.</summary>
    public required EmbeddingStorage Storage { get; init; }

    /// <summary>Seconds after which finished clips are written even though a part is not full: what a kill can cost.</summary>
    public required double FlushSeconds { get; init; }
}
