namespace Hares.Ingest.Synthesis;

/// <summary>What the synthetic corpora depend on, and nothing else: equal options give equal bytes on every machine.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Any number; 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How many clips a class has in each fold (environment), and how many makes of an instrument play every pitch for training (notes: half as
    /// many, and a quarter for testing). 2 to 100; 8 by default.
    /// </summary>
    public int ClipsPerClass { get; init; } = 8;
}
