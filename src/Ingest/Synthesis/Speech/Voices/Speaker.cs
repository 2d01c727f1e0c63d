using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>Somebody who speaks: a vocal tract, a larynx and habits.</summary>
internal sealed record Speaker
{
    public bool IsFemale { get; private init; }

    /// <summary>How much higher all resonances lie than an average man's: a shorter tract has higher ones.</summary>
    public double TractScale { get; private init; }

    /// <summary>What the shape of this tract does to each of the six formants besides.</summary>
    public IReadOnlyList<double> FormantScale { get; private init; } = [];

    /// <summary>How far vowels are apart from schwa compared with careful speech.</summary>
    public double VowelSpace { get; private init; }

    public double PitchHz { get; private init; }

    /// <summary>Size of the pitch movements compared with the language's.</summary>
    public double Liveliness { get; private init; }

    /// <summary>Breath in the voice compared with the voice.</summary>
    public double Breathiness { get; private init; }

    /// <summary>Share of each glottal cycle in which the glottis is open.</summary>
    public double OpenQuotient { get; private init; }

    /// <summary>Above this frequency the voice loses strength: low for soft voices.</summary>
    public double TiltHz { get; private init; }

    /// <summary>Standard deviation of the period from one glottal cycle to the next, relative to it.</summary>
    public double Jitter { get; private init; }

    /// <summary>Speaking rate compared with the phonemes' own lengths.</summary>
    public double Rate { get; private init; }

    public static Speaker Draw(SeededRandom random)
    {
        var isFemale = random.Chance(0.5);
        return new Speaker
        {
            IsFemale = isFemale,
            TractScale = isFemale ? random.Between(1.08, 1.24) : random.Between(0.92, 1.08),
            FormantScale = [.. Enumerable.Range(0, 6).Select(_ => random.Between(0.94, 1.06))],
            VowelSpace = random.Between(0.85, 1.15),
            PitchHz = isFemale ? random.Octaves(160, 0.65) : random.Octaves(85, 0.8),
            Liveliness = random.Between(0.5, 1.6),
            Breathiness = random.Between(0.01, 0.15),
            OpenQuotient = random.Between(0.45, 0.75),
            TiltHz = random.Octaves(1200, 1.8),
            Jitter = random.Between(0.004, 0.02),
            Rate = random.Between(0.85, 1.25),
        };
    }
}
