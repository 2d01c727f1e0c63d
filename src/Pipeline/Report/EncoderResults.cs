namespace Hares.Pipeline.Report;

/// <summary>An encoder's scores.</summary>
internal sealed record EncoderResults
{
    public required string Name { get; init; }

    /// <summary>Its entry in the catalogue.</summary>
    public required string Architecture { get; init; }

    /// <summary>Its folder in the cache.</summary>
    public required string Key { get; init; }

    public required long? Parameters { get; init; }

    public required int Dimension { get; init; }

    /// <summary>Mean of the twelve tasks of the benchmark; null unless all of them ran whole.</summary>
    public double? Hares { get; init; }

    /// <summary>Means of the domains; each null unless all of its tasks ran whole.</summary>
    public required DomainScores Domains { get; init; }

    /// <summary>
    /// The same means where some task ran on part of its dataset or on synthetic sounds: to compare encoders of this run, never with published
    /// scores. Null when every task ran whole.
    /// </summary>
    public BenchmarkScores? OfParts { get; init; }

    /// <summary>The paper's means for this architecture, an entry for each way it was trained; null where it is not the paper's.</summary>
    public IReadOnlyList<PaperMeans>? Paper { get; init; }

    public required IReadOnlyList<TaskResults> Tasks { get; init; }
}
