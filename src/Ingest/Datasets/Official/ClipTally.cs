namespace Hares.Ingest.Datasets.Official;

/// <summary>How many clips something holds for, and which are the first: a dataset may lack a million.</summary>
/// <param name="Count">All of them.</param>
/// <param name="First">Ids of the first few, in the order they were found.</param>
public sealed record ClipTally(int Count, IReadOnlyList<string> First)
{
    /// <summary>How many ids are kept.</summary>
    public const int Kept = 20;

    /// <summary>Links that were passed over in the folders where the clips were looked for; 0 where none were looked for in vain.</summary>
    public int Links { get; init; }

    /// <summary>None.</summary>
    public static ClipTally None { get; } = new(0, []);

    /// <summary>Both together, the left one's clips first.</summary>
    public static ClipTally operator +(ClipTally left, ClipTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new ClipTally(left.Count + right.Count, [.. left.First.Concat(right.First).Take(Kept)]) { Links = left.Links + right.Links };
    }

    /// <summary>This and one more.</summary>
    public ClipTally With(string clip) => this with { Count = Count + 1, First = Count < Kept ? [.. First, clip] : First };
}
