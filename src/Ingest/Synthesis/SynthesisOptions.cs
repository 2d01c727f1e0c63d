namespace Hares.Ingest.Synthesis;

/// <summary>
/// What the synthetic corpora depend on, and nothing else but the encoders of FLAC and MP3: equal options give equal bytes on every machine.
/// </summary>
public sealed record SynthesisOptions
{
    /// <summary>Upper limit of <see cref="ClipsPerClass"/>.</summary>
    public const int MaxClipsPerClass = 100;

    private const int DefaultClipsPerClass = 8;

    /// <summary>Any number; 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How many clips an environment class has in each fold. Of each instrument half as many makes play every pitch for training, a quarter as many
    /// for testing, and one for validation. All other corpora grow in proportion. 1 to <see cref="MaxClipsPerClass"/>; 8 by default.
    /// </summary>
    public int ClipsPerClass { get; init; } = DefaultClipsPerClass;

    /// <summary>What a number at the default size becomes at this one; never less than 1.</summary>
    internal int Scaled(int atDefaultSize) => Math.Max(1, atDefaultSize * ClipsPerClass / DefaultClipsPerClass);
}
