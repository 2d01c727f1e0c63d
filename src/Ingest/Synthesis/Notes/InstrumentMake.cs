using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Notes;

/// <summary>One instrument that could stand in a room: everything its notes share.</summary>
internal sealed class InstrumentMake
{
    public const int MaxPartials = 20;

    public InstrumentMake(Instrument instrument, SeededRandom random)
    {
        double ratio = instrument.PartialRatio.Draw(random), even = instrument.EvenPartials.Draw(random), amplitude = 1;
        for (var k = 1; k <= MaxPartials; k++, amplitude *= ratio)
            PartialAmplitudes[k - 1] = amplitude * random.Between(0.6, 1) * (k % 2 == 0 ? even : 1);
        Inharmonicity = instrument.Inharmonicity.Draw(random);
        AttackSeconds = instrument.AttackSeconds.Draw(random);
        HalfLifeSeconds = instrument.HalfLifeSeconds.Draw(random);
        PartialDamping = instrument.PartialDamping.Draw(random);
        VibratoCents = instrument.VibratoCents.Draw(random);
        VibratoHz = random.Between(4, 7);
        Noise = instrument.Noise.Draw(random);
        NoiseHz = random.Octaves(500, 2.5);
        BodyHz = instrument.BodyHz.Draw(random);
        BodyDecibels = random.Between(6, 14);
        ReverbSeconds = random.Between(0.02, 0.05);
        Reverb = random.Between(0, 0.4);
    }

    public double[] PartialAmplitudes { get; } = new double[MaxPartials];

    public double Inharmonicity { get; }

    public double AttackSeconds { get; }

    public double HalfLifeSeconds { get; }

    public double PartialDamping { get; }

    public double VibratoCents { get; }

    public double VibratoHz { get; }

    public double Noise { get; }

    public double NoiseHz { get; }

    public double BodyHz { get; }

    public double BodyDecibels { get; }

    public double ReverbSeconds { get; }

    public double Reverb { get; }
}
