namespace Hares.Ingest.Synthesis.Speech.Phonetics;

/// <summary>
/// A speech sound: what an adult man's vocal tract aims at while it lasts. Its formants are those of the sound itself or, for consonants, their loci.
/// </summary>
/// <param name="Symbol">Its letter in the International Phonetic Alphabet.</param>
/// <param name="Manner">How it is made.</param>
/// <param name="F1Hz">First formant; 0 for sounds that take the tract as their neighbours leave it.</param>
/// <param name="F2Hz">Second formant.</param>
/// <param name="F3Hz">Third formant.</param>
/// <param name="Seconds">How long it lasts in a stressed syllable at an even pace.</param>
internal sealed record Phoneme(char Symbol, Manner Manner, double F1Hz, double F2Hz, double F3Hz, double Seconds)
{
    public bool IsVoiced { get; init; } = true;

    /// <summary>Share of the sound that leaves through the nose.</summary>
    public double Nasality { get; init; }

    /// <summary>Loudness of the noise made at a constriction, as an amplitude; 0 for sounds without one.</summary>
    public double Noise { get; init; }

    /// <summary>Where that noise resonates in front of the constriction.</summary>
    public double NoiseHz { get; init; } = 1000;

    /// <summary>How wide its resonance is.</summary>
    public double NoiseBandwidthHz { get; init; } = 1000;
}
