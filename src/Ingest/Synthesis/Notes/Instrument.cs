namespace Hares.Ingest.Synthesis.Notes;

/// <summary>A kind of instrument, by what its makes have in common.</summary>
internal sealed record Instrument(string Name)
{
    /// <summary>How strong each partial is compared with the one below it.</summary>
    public required ValueRange PartialRatio { get; init; }

    /// <summary>How strong even partials are compared with odd ones.</summary>
    public ValueRange EvenPartials { get; init; } = new(0.7, 1);

    /// <summary>Stretch of the partials: the k-th lies at k times the pitch times the root of 1 + B k².</summary>
    public ValueRange Inharmonicity { get; init; }

    public required ValueRange AttackSeconds { get; init; }

    /// <summary>Time in which the sound halves while the note is held.</summary>
    public required ValueRange HalfLifeSeconds { get; init; }

    /// <summary>How much faster each higher partial fades than the one below it.</summary>
    public ValueRange PartialDamping { get; init; } = new(0, 0.1);

    public ValueRange VibratoCents { get; init; }

    /// <summary>Breath, bow or hammer noise compared with the partials.</summary>
    public ValueRange Noise { get; init; } = new(0, 0.05);

    /// <summary>Where the body resonates.</summary>
    public required ValueRange BodyHz { get; init; }

    /// <summary>The instruments of the corpus; their ranges overlap on purpose.</summary>
    public static IReadOnlyList<Instrument> All { get; } =
    [
        new("bowed")
        {
            PartialRatio = new(0.8, 0.92), AttackSeconds = new(0.06, 0.2), HalfLifeSeconds = new(2, 6),
            VibratoCents = new(8, 30), Noise = new(0.02, 0.12),
            BodyHz = new(2200, 3800),
        },
        new("brass")
        {
            PartialRatio = new(0.7, 0.8), AttackSeconds = new(0.02, 0.1), HalfLifeSeconds = new(1, 6),
            VibratoCents = new(0, 12), Noise = new(0, 0.05),
            BodyHz = new(900, 1700),
        },
        new("flute")
        {
            PartialRatio = new(0.25, 0.5), AttackSeconds = new(0.04, 0.15), HalfLifeSeconds = new(1, 6),
            VibratoCents = new(0, 20), Noise = new(0.08, 0.3),
            BodyHz = new(500, 1500),
        },
        new("mallet")
        {
            PartialRatio = new(0.2, 0.5), EvenPartials = new(0.2, 0.9), Inharmonicity = new(0.0005, 0.004), AttackSeconds = new(0.002, 0.01),
            HalfLifeSeconds = new(0.08, 0.35), PartialDamping = new(0.4, 1), Noise = new(0, 0.15), BodyHz = new(400, 2500),
        },
        new("plucked")
        {
            PartialRatio = new(0.6, 0.85), Inharmonicity = new(0, 0.0006), AttackSeconds = new(0.002, 0.01), HalfLifeSeconds = new(0.2, 0.7),
            PartialDamping = new(0.1, 0.4), Noise = new(0, 0.1), BodyHz = new(200, 900),
        },
        new("reed")
        {
            PartialRatio = new(0.65, 0.85), EvenPartials = new(0.03, 0.25), AttackSeconds = new(0.02, 0.12), HalfLifeSeconds = new(1, 6),
            VibratoCents = new(0, 15), Noise = new(0.01, 0.12), BodyHz = new(500, 1400),
        },
    ];
}
