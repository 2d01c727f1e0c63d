namespace Hares.Pipeline.Report;

/// <summary>What a run found: the content of results.json. Scores are fractions, 0 to 1.</summary>
internal sealed record RunResults
{
    public required string Pipeline { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    public required IReadOnlyList<EncoderResults> Encoders { get; init; }

    public required EmbeddingTotals Embedding { get; init; }

    public required IReadOnlyList<StageTotals> Stages { get; init; }
}
