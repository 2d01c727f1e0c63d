namespace Hares.Ingest.Synthesis;

/// <summary>What the synthetic corpora depend on, and nothing else: equal options give equal bytes on every machine.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Upper limit of <see cref="ClipsPerClass"/>.</summary>
    public const int MaxClipsPerClass = 100;

    /// <summary>Any number; 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How many clips an environment class has in each fold. Of each instrument half as many makes play every pitch for training, a quarter as many
    /// for testing, and one for validation. 1 to <see cref="MaxClipsPerClass"/>; 8 by default.
    /// </summary>
    public int ClipsPerClass { get; init; } = 8;
}
