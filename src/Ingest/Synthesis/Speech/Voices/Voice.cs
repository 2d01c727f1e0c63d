using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;
using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>Lets a speaker say something.</summary>
internal static class Voice
{
    /// <summary>The utterance as the speaker's lips send it out, 16 kHz, with a root mean square of 1 over all of it.</summary>
    /// <param name="speaker">Who.</param>
    /// <param name="phones">What.</param>
    /// <param name="rhythm">In which language.</param>
    /// <param name="take">How this time: no two times are the same.</param>
    public static float[] Say(Speaker speaker, IReadOnlyList<Phone> phones, Rhythm rhythm, SeededRandom take)
    {
        var gestures = Timing.Gestures(phones, rhythm, speaker.Rate * rhythm.Pace * take.Between(0.9, 1.1), take);
        var pitch = Intonation.Draw(gestures, rhythm, speaker, take);
        var samples = new FormantSynthesizer(speaker, take).Render(new Articulation(gestures), pitch);
        Level.Scale(samples, 1 / Level.RootMeanSquare(samples));
        return samples;
    }
}
