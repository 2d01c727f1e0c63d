using System.Collections.Frozen;

namespace Hares.Ingest.Synthesis.Speech.FluentSpeechCommands;

/// <summary>How Americans say the words of the commands.</summary>
internal static class EnglishLexicon
{
    private static readonly FrozenDictionary<string, string> Words = """
        bedroom bˈɛdɹum, bring bɹˈɪŋ, change tʃˈeɪndʒ, chinese tʃaɪnˈiz, cooler kˈulɜ, decrease dikɹˈis, down dˈaʊn, english ˈɪŋglɪʃ,
        fetch fˈɛtʃ, german dʒˈɜmən, get gˈɛt, heat hˈit, in ɪn, increase ɪnkɹˈis, it ɪt, juice dʒˈus, kitchen kˈɪtʃən, korean kɔɹˈiən,
        lamp lˈæmp, language lˈæŋgwɪdʒ, languages lˈæŋgwɪdʒɪz, lights lˈaɪts, loud lˈaʊd, louder lˈaʊdɜ, make mˈeɪk, me mi,
        music mjˈuzɪk, my maɪ, newspaper nˈuzpeɪpɜ, off ˈɔf, on ˈɑn, pause pˈɔz, play plˈeɪ, put pˈʊt, set sˈɛt, shoes ʃˈuz, socks sˈɑks,
        softer sˈɔftɜ, start stˈɑɹt, stop stˈɑp, switch swˈɪtʃ, the ðə, to tu, too tˈu, turn tˈɜn, up ˈʌp, use jˈuz, volume vˈɑljum,
        warmer wˈɔɹmɜ, washroom wˈɑʃɹum
        """.Split(',')
        .Select(entry => entry.Trim().Split(' '))
        .ToFrozenDictionary(entry => entry[0], entry => entry[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>A sentence in the International Phonetic Alphabet.</summary>
    /// <exception cref="KeyNotFoundException">A word is not in the lexicon.</exception>
    public static string Transcribe(string sentence) => string.Join(' ', sentence.Split(' ').Select(word => Words[word]));
}
