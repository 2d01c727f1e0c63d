using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Phrases of a few kinds of syllables, with rests between them; a species is its pitch, its syllables and its rhythm.</summary>
internal static class BirdSong
{
    private const int MaxSyllables = 4;

    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var pitchHz = source.Octaves(2000, 1.5);
        Syllable[] repertoire = [.. Enumerable.Range(0, source.Whole(1, MaxSyllables)).Select(_ => Syllable.Draw(pitchHz, source))];
        double gapSeconds = source.Octaves(0.03, 2.5), restSeconds = source.Octaves(0.25, 2);
        var longestPhrase = source.Whole(2, 9);
        for (var seconds = take.Between(0, 1.2); seconds * rateHz < output.Length; seconds += restSeconds * take.Between(0.6, 1.8))
        {
            var loudness = take.Between(0.5, 1);
            for (var left = take.Whole(1, longestPhrase); left > 0 && seconds * rateHz < output.Length; left--)
            {
                var syllable = repertoire[take.Whole(0, repertoire.Length - 1)];
                syllable.AddTo(output[(int)(seconds * rateHz)..], rateHz, loudness * take.Between(0.7, 1));
                seconds += syllable.Seconds + gapSeconds * take.Between(0.8, 1.2);
            }
        }
    }
}
