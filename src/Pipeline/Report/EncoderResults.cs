namespace Hares.Pipeline.Report;

/// <summary>An encoder's scores.</summary>
internal sealed record EncoderResults
{
    public required string Name { get; init; }

    /// <summary>Its folder in the cache.</summary>
    public required string Key { get; init; }

    public required long? Parameters { get; init; }

    public required int Dimension { get; init; }

    /// <summary>Mean of the twelve tasks of the benchmark; null unless all of them ran whole.</summary>
    public double? Hares { get; init; }

    public required DomainScores Domains { get; init; }

    public required IReadOnlyList<TaskResults> Tasks { get; init; }
}
