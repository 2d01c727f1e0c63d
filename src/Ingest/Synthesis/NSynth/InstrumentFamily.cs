using Hares.Ingest.Synthesis.Notes;

namespace Hares.Ingest.Synthesis.NSynth;

/// <summary>A family of instruments; its number is its place among all.</summary>
/// <param name="Name">As in the metadata.</param>
/// <param name="Sources">Where its sounds come from.</param>
/// <param name="LowestPitch">MIDI number of the lowest note its instruments play here.</param>
/// <param name="Sound">What its instruments have in common.</param>
internal sealed record InstrumentFamily(string Name, IReadOnlyList<InstrumentSource> Sources, int LowestPitch, Instrument Sound)
{
    /// <summary>How many semitones its instruments range over.</summary>
    public const int Pitches = 20;

    /// <summary>Whether it is in the training split only, as the original's synthesiser leads are.</summary>
    public bool IsTrainingOnly { get; init; }

    public static IReadOnlyList<InstrumentFamily> All { get; } =
    [
        new("bass", [InstrumentSource.Electronic, InstrumentSource.Synthetic], 40, new Instrument("bass")
        {
            PartialRatio = new(0.55, 0.8), AttackSeconds = new(0.003, 0.02), HalfLifeSeconds = new(0.35, 1.2),
            PartialDamping = new(0.1, 0.4), BodyHz = new(90, 300),
        }),
        new("brass", [InstrumentSource.Acoustic], 48, new Instrument("brass")
        {
            PartialRatio = new(0.74, 0.86), AttackSeconds = new(0.03, 0.09), HalfLifeSeconds = new(2, 8),
            VibratoCents = new(0, 10), BodyHz = new(900, 1700),
        }),
        new("flute", [InstrumentSource.Acoustic, InstrumentSource.Synthetic], 48, new Instrument("flute")
        {
            PartialRatio = new(0.2, 0.45), AttackSeconds = new(0.05, 0.15), HalfLifeSeconds = new(2, 8), VibratoCents = new(5, 25),
            Noise = new(0.1, 0.3), BodyHz = new(500, 1500),
        }),
        new("guitar", [InstrumentSource.Acoustic, InstrumentSource.Electronic], 48, new Instrument("guitar")
        {
            PartialRatio = new(0.65, 0.85), Inharmonicity = new(0, 0.0003), AttackSeconds = new(0.002, 0.008), HalfLifeSeconds = new(0.4, 1.1),
            PartialDamping = new(0.15, 0.4), Noise = new(0, 0.08), BodyHz = new(180, 700),
        }),
        new("keyboard", [InstrumentSource.Acoustic, InstrumentSource.Electronic], 48, new Instrument("keyboard")
        {
            PartialRatio = new(0.45, 0.7), Inharmonicity = new(0.0002, 0.0009), AttackSeconds = new(0.002, 0.008), HalfLifeSeconds = new(0.7, 2),
            PartialDamping = new(0.1, 0.35), Noise = new(0, 0.04), BodyHz = new(300, 1200),
        }),
        new("mallet", [InstrumentSource.Acoustic], 48, new Instrument("mallet")
        {
            PartialRatio = new(0.2, 0.5), EvenPartials = new(0.1, 0.6), Inharmonicity = new(0.001, 0.005), AttackSeconds = new(0.001, 0.005),
            HalfLifeSeconds = new(0.08, 0.5), PartialDamping = new(0.4, 1), Noise = new(0, 0.15), BodyHz = new(400, 2500),
        }),
        new("organ", [InstrumentSource.Electronic], 48, new Instrument("organ")
        {
            PartialRatio = new(0.6, 0.85), EvenPartials = new(0.8, 1.3), AttackSeconds = new(0.005, 0.03),
            HalfLifeSeconds = new(30, 90), VibratoCents = new(0, 14),
            Noise = new(0, 0.02), BodyHz = new(500, 2500),
        }),
        new("reed", [InstrumentSource.Acoustic], 48, new Instrument("reed")
        {
            PartialRatio = new(0.68, 0.86), EvenPartials = new(0.03, 0.25), AttackSeconds = new(0.02, 0.1),
            HalfLifeSeconds = new(2, 8), VibratoCents = new(0, 15),
            Noise = new(0.01, 0.1), BodyHz = new(500, 1400),
        }),
        new("string", [InstrumentSource.Acoustic], 48, new Instrument("string")
        {
            PartialRatio = new(0.8, 0.92), AttackSeconds = new(0.08, 0.25), HalfLifeSeconds = new(3, 9),
            VibratoCents = new(10, 35), Noise = new(0.02, 0.1),
            BodyHz = new(2200, 3800),
        }),
        new("synth_lead", [InstrumentSource.Synthetic], 48, new Instrument("synth_lead")
        {
            PartialRatio = new(0.88, 0.98), AttackSeconds = new(0.001, 0.01), HalfLifeSeconds = new(20, 60),
            VibratoCents = new(0, 50), Noise = new(0, 0.01),
            BodyHz = new(800, 3000),
        })
        { IsTrainingOnly = true },
        new("vocal", [InstrumentSource.Acoustic, InstrumentSource.Synthetic], 48, new Instrument("vocal")
        {
            PartialRatio = new(0.6, 0.8), AttackSeconds = new(0.06, 0.2), HalfLifeSeconds = new(3, 9),
            VibratoCents = new(30, 90), Noise = new(0.02, 0.08),
            BodyHz = new(500, 900),
        }),
    ];
}
