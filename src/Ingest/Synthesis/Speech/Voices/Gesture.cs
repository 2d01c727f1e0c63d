using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>A stretch of time in which the vocal tract aims at one posture; the closure of a stop is one, its burst another.</summary>
internal readonly record struct Gesture(double Seconds)
{
    private const double TapSeconds = 0.022;
    private const double BurstSeconds = 0.010;

    /// <summary>Formant targets; 0 where the neighbours decide.</summary>
    public (double F1Hz, double F2Hz, double F3Hz) Formants { get; private init; }

    /// <summary>Amplitude of the voice.</summary>
    public double Voicing { get; private init; }

    /// <summary>Amplitude of breath noise at the glottis.</summary>
    public double Aspiration { get; private init; }

    /// <summary>Amplitude of the noise at a constriction, which swells and fades.</summary>
    public double Noise { get; private init; }

    /// <summary>Amplitude of the noise where a closure bursts open, all at once.</summary>
    public double Burst { get; private init; }

    public double NoiseHz { get; private init; }

    public double NoiseBandwidthHz { get; private init; }

    public double Nasality { get; private init; }

    /// <summary>Whether the pitch is raised here.</summary>
    public bool IsAccented { get; private init; }

    /// <summary>The gestures of a sound that lasts so long.</summary>
    public static IEnumerable<Gesture> Of(Phone phone, double seconds, Rhythm rhythm)
    {
        var phoneme = phone.Phoneme;
        var tract = new Gesture(seconds) { Formants = (phoneme.F1Hz, phoneme.F2Hz, phoneme.F3Hz), Nasality = phoneme.Nasality };
        var noisy = tract with { NoiseHz = phoneme.NoiseHz, NoiseBandwidthHz = phoneme.NoiseBandwidthHz };
        return phoneme.Manner switch
        {
            Manner.Vowel =>
            [
                Vowel(tract, phone.IsStressed ? 0 : rhythm.Reduction) with
                {
                    Voicing = phone.IsStressed ? 1 : 0.75,
                    IsAccented = phone.IsStressed
                }
            ],
            Manner.Approximant => [tract with { Voicing = 0.6 }],
            Manner.Nasal => [tract with { Voicing = 0.5 }],
            Manner.Tap => [tract with { Voicing = 0.15 }],
            Manner.Trill => Trill(tract),
            Manner.Fricative when phoneme.F1Hz == 0 => [tract with { Aspiration = 0.5 }],
            Manner.Fricative => [noisy with { Noise = phoneme.Noise, Voicing = phoneme.IsVoiced ? 0.35 : 0 }],
            Manner.Stop => Stop(tract, noisy with { Burst = phoneme.Noise }, phoneme.IsVoiced, rhythm.AspirationSeconds),
            _ => [new Gesture(seconds)],
        };
    }

    private static Gesture Vowel(Gesture full, double reduction)
    {
        var (f1, f2, f3) = full.Formants;
        var schwa = PhonemeChart.Find('ə');
        return full with { Formants = (f1 + reduction * (schwa.F1Hz - f1), f2 + reduction * (schwa.F2Hz - f2), f3 + reduction * (schwa.F3Hz - f3)) };
    }

    private static IEnumerable<Gesture> Trill(Gesture tract)
    {
        for (var left = tract.Seconds; left > TapSeconds / 2; left -= 2 * TapSeconds)
        {
            yield return tract with { Seconds = TapSeconds, Voicing = 0.15 };
            yield return tract with { Seconds = TapSeconds, Voicing = 0.8 };
        }
    }

    private static IEnumerable<Gesture> Stop(Gesture closed, Gesture released, bool isVoiced, double aspirationSeconds)
    {
        yield return closed with { Voicing = isVoiced ? 0.12 : 0 };
        yield return released with { Seconds = BurstSeconds, Voicing = isVoiced ? 0.3 : 0 };
        if (!isVoiced) yield return new Gesture(aspirationSeconds) { Aspiration = 0.35 };
    }
}
