namespace Hares.Ingest.Datasets.Official;

/// <summary>How many clips something holds for, and which are the first: a dataset may lack a million.</summary>
/// <param name="Count">All of them.</param>
/// <param name="First">Ids of the first few, in the order they were found.</param>
public sealed record ClipTally(int Count, IReadOnlyList<string> First)
{
    /// <summary>How many ids are kept.</summary>
    public const int Kept = 20;

    /// <summary>None.</summary>
    public static ClipTally None { get; } = new(0, []);
}
