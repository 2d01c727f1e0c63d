using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Synthesis.Speech.Languages;

/// <summary>
/// A language by its sounds, how they may follow each other, its rhythm and its commonest words, and what it sounds like to who does not understand
/// it. Lists are in the International Phonetic Alphabet, the commonest first; <c>-</c> is nothing.
/// </summary>
internal sealed record Language(string Code)
{
    private const int PhraseSyllables = 8;

    public required Rhythm Rhythm { get; init; }

    /// <summary>What syllables begin with.</summary>
    public required IReadOnlyList<string> Onsets { get; init; }

    /// <summary>Vowels of stressed syllables.</summary>
    public required IReadOnlyList<string> Vowels { get; init; }

    /// <summary>Vowels of the other syllables.</summary>
    public required IReadOnlyList<string> WeakVowels { get; init; }

    /// <summary>What syllables end with.</summary>
    public required IReadOnlyList<string> Codas { get; init; }

    /// <summary>Short words that hold sentences together.</summary>
    public required IReadOnlyList<string> Particles { get; init; }

    /// <summary>Share of words that are particles.</summary>
    public double ParticleShare { get; init; } = 0.35;

    /// <summary>Words have one to so many syllables.</summary>
    public int LongestWord { get; init; } = 3;

    /// <summary>Which syllable is stressed, counted from the last (0); where a word is too short, its first.</summary>
    public IReadOnlyList<int> Stress { get; init; } = [1];

    /// <summary>Words that mean nothing, with pauses between phrases.</summary>
    public string Sentence(int syllables, SeededRandom random)
    {
        List<string> words = [];
        for (int spoken = 0, phrase = 0; spoken < syllables;)
        {
            var length = random.Chance(ParticleShare) ? 0 : Math.Min(random.Whole(1, LongestWord), syllables - spoken);
            words.Add(length == 0 ? Common(Particles, random) : Word(length, random));
            spoken += Math.Max(1, length);
            phrase += Math.Max(1, length);
            if (phrase < PhraseSyllables || spoken >= syllables) continue;
            words.Add("|");
            phrase = 0;
        }
        return string.Join(' ', words);
    }

    private string Word(int syllables, SeededRandom random)
    {
        var stressed = Math.Max(0, syllables - 1 - Stress[random.Whole(0, Stress.Count - 1)]);
        return string.Concat(Enumerable.Range(0, syllables).Select(i =>
            Common(Onsets, random) + (i == stressed ? "ˈ" + Common(Vowels, random) : Common(WeakVowels, random)) + Common(Codas, random)));
    }

    /// <summary>One of a list, the first ones more often than the last: the square of a uniform number says how far down.</summary>
    private static string Common(IReadOnlyList<string> list, SeededRandom random)
    {
        var depth = random.Unit();
        var choice = list[(int)(depth * depth * list.Count)];
        return choice == "-" ? "" : choice;
    }
}
