using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>The pitch of an utterance: a line that falls, with a bump on every stressed vowel.</summary>
internal static class Intonation
{
    private const double GlideSeconds = 0.12;

    /// <summary>Pitch in hertz, frame by frame.</summary>
    public static Track Draw(IReadOnlyList<Gesture> gestures, Rhythm rhythm, Speaker speaker, SeededRandom random)
    {
        double total = gestures.Sum(gesture => gesture.Seconds), start = 0, level = random.Between(-1.5, 1.5);
        List<double> pitchHz = [];
        foreach (var gesture in gestures)
        {
            var line = rhythm.FallSemitones * (0.5 - (start + gesture.Seconds / 2) / total);
            var accent = gesture.IsAccented ? rhythm.AccentSemitones * random.Between(0.5, 1.3) : 0;
            pitchHz.Add(speaker.PitchHz * PortableMath.Exp2((level + speaker.Liveliness * (line + accent)) / 12));
            start += gesture.Seconds;
        }
        return Track.Of(gestures, pitchHz).Smoothed(GlideSeconds);
    }
}
