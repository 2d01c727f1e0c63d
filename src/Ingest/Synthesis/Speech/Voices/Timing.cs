using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>How long each sound of an utterance lasts: by itself, by stress, before pauses, by the speaker's rate, and by chance.</summary>
internal static class Timing
{
    private const double OnsetSeconds = 0.03;
    private const double ReleaseSeconds = 0.06;

    public static IReadOnlyList<Gesture> Gestures(IReadOnlyList<Phone> phones, Rhythm rhythm, double rate, SeededRandom random)
    {
        List<Gesture> gestures = [new Gesture(OnsetSeconds)];
        for (var i = 0; i < phones.Count; i++)
        {
            var seconds = phones[i].Phoneme.Seconds * phones[i].Stretch * random.Between(0.85, 1.15) / rate;
            if (phones[i].Phoneme.Manner == Manner.Vowel)
                seconds *= (phones[i].IsStressed ? rhythm.StressedStretch : rhythm.UnstressedStretch)
                    * (IsFinal(phones, i) ? rhythm.FinalStretch : 1);
            gestures.AddRange(Gesture.Of(phones[i], seconds, rhythm));
        }
        gestures.Add(new Gesture(ReleaseSeconds));
        return gestures;
    }

    /// <summary>Whether no other vowel follows before the next pause.</summary>
    private static bool IsFinal(IReadOnlyList<Phone> phones, int vowel)
    {
        for (var i = vowel + 1; i < phones.Count && phones[i].Phoneme.Manner != Manner.Pause; i++)
            if (phones[i].Phoneme.Manner == Manner.Vowel) return false;
        return true;
    }
}
