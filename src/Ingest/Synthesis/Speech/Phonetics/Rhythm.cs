namespace Hares.Ingest.Synthesis.Speech.Phonetics;

/// <summary>What a language does with time, stress and breath, whatever its sounds are.</summary>
internal sealed record Rhythm
{
    /// <summary>English: stress-timed, weak vowels short and dull, breath after p, t and k.</summary>
    public static Rhythm English { get; } = new() { StressedStretch = 1.15, UnstressedStretch = 0.75, Reduction = 0.45, AspirationSeconds = 0.045 };

    /// <summary>English words one at a time, with care.</summary>
    public static Rhythm SingleWords { get; } = English with { Pace = 1 };

    /// <summary>How fast sentences are spoken compared with the phonemes' own lengths, which are those of single words.</summary>
    public double Pace { get; init; } = 1.25;

    /// <summary>Length of stressed vowels compared with the phoneme's own.</summary>
    public double StressedStretch { get; init; } = 1;

    /// <summary>Length of unstressed vowels compared with the phoneme's own.</summary>
    public double UnstressedStretch { get; init; } = 0.85;

    /// <summary>How far unstressed vowels go towards schwa: 0 not at all, 1 all the way.</summary>
    public double Reduction { get; init; }

    /// <summary>Breath between the burst of a voiceless stop and the voice after it.</summary>
    public double AspirationSeconds { get; init; } = 0.01;

    /// <summary>How much longer the last vowel before a pause is.</summary>
    public double FinalStretch { get; init; } = 1.4;

    /// <summary>How much higher a stressed vowel is.</summary>
    public double AccentSemitones { get; init; } = 3;

    /// <summary>How far the pitch sinks from the first sound to the last; negative where it rises.</summary>
    public double FallSemitones { get; init; } = 4;
}
