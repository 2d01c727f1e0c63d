using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Languages;
using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Tests.Synthesis.Speech.Languages;

public sealed class LanguageTests
{
    public static TheoryData<string> Codes => new(LanguageAtlas.All.Select(language => language.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void All_sounds_of_a_language_can_be_said(string code)
    {
        var language = LanguageAtlas.All.Single(language => language.Code == code);
        var sounds = language.Onsets
            .Concat(language.Vowels)
            .Concat(language.WeakVowels)
            .Concat(language.Codas)
            .Concat(language.Particles)
            .Where(sound => sound != "-");

        Assert.All(sounds, sound => Assert.NotEmpty(Transcription.Parse(sound)));
    }

    [Fact]
    public void Sentences_have_as_many_syllables_as_asked_for() => Assert.All(Enumerable.Range(1, 30), syllables =>
    {
        var sentence = LanguageAtlas.Spanish.Sentence(syllables, new SeededRandom(0, $"{syllables}"));
        var vowels = Transcription.Parse(sentence).Count(phone => phone.Phoneme.Manner == Manner.Vowel);

        Assert.InRange(vowels, syllables, syllables);
    });

    [Fact]
    public void Long_sentences_pause_and_never_at_the_end()
    {
        var sentence = LanguageAtlas.English.Sentence(30, new SeededRandom(0, "long"));

        Assert.Contains("|", sentence);
        Assert.False(sentence.EndsWith('|'));
    }
}
