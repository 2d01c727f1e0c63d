using Hares.Probe.Metrics;

namespace Hares.Probe;

/// <summary>What a probe learns: the windows' embeddings, and for every clip its windows, its classes and its name.</summary>
public sealed record ProbeTask
{
    /// <summary>One row a window, the windows of a clip one after another. Stays the caller's: the probe only reads it.</summary>
    public required EmbeddingMatrix Embeddings { get; init; }

    /// <summary>Clip <c>c</c> owns rows <c>FirstRow[c]</c> up to <c>FirstRow[c + 1]</c>; one entry more than there are clips.</summary>
    public required IReadOnlyList<int> FirstRow { get; init; }

    /// <summary>The classes of every clip: exactly one under single-label tasks, any number (none, too) under multi-label ones.</summary>
    public required IReadOnlyList<int[]> Labels { get; init; }

    /// <summary>Class names; their count is the number of classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Clip ids, for messages and predictions.</summary>
    public required IReadOnlyList<string> ClipIds { get; init; }

    /// <summary>What is reported, and by what the protocol "quick" chooses its strength.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Whether a clip may have any number of classes (sigmoid) rather than exactly one (softmax). Default false.</summary>
    public bool MultiLabel { get; init; }

    internal int Clips => Labels.Count;

    internal int Classes => ClassNames.Count;

    internal int Windows(int clip) => FirstRow[clip + 1] - FirstRow[clip];
}
