using Hares.Ingest.Synthesis.Speech.FluentSpeechCommands;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.SpeechCommands;

namespace Hares.Ingest.Tests.Synthesis.Speech.Phonetics;

public sealed class TranscriptionTests
{
    [Fact]
    public void A_stress_mark_stresses_the_next_vowel_only()
    {
        var phones = Transcription.Parse("hˈæpi");

        Assert.Equal("hæpi", string.Concat(phones.Select(phone => phone.Phoneme.Symbol)));
        Assert.Equal([false, true, false, false], phones.Select(phone => phone.IsStressed));
    }

    [Fact]
    public void Length_marks_lengthen_and_the_halves_of_a_diphthong_are_short()
    {
        Assert.Equal([1.6], Transcription.Parse("aː").Select(phone => phone.Stretch));
        Assert.Equal([1, 0.65, 0.65], Transcription.Parse("gˈoʊ").Select(phone => phone.Stretch));
    }

    [Fact]
    public void A_palatalised_sound_is_followed_by_a_short_glide() =>
        Assert.Equal(['n', 'j', 'e'], Transcription.Parse("nʲe").Select(phone => phone.Phoneme.Symbol));

    [Fact]
    public void A_letter_that_stands_for_no_sound_is_named() =>
        Assert.Equal("No phoneme is written '7'.", Assert.Throws<KeyNotFoundException>(() => Transcription.Parse("a7")).Message);

    [Fact]
    public void All_keywords_and_commands_can_be_said_and_stress_a_vowel()
    {
        var texts = Keyword.All
            .Select(word => word.Ipa)
            .Concat(Command.All.SelectMany(command => command.Wordings).Select(EnglishLexicon.Transcribe));

        Assert.All(texts, ipa => Assert.Contains(Transcription.Parse(ipa), phone => phone.IsStressed));
    }
}
