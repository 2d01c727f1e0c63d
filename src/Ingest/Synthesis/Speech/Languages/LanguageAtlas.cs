using Hares.Ingest.Synthesis.Speech.Phonetics;

namespace Hares.Ingest.Synthesis.Speech.Languages;

/// <summary>The six languages of the VoxForge task, each drawn with a few strokes.</summary>
internal static class LanguageAtlas
{
    public static Language German { get; } = new("de")
    {
        Rhythm = new() { StressedStretch = 1.1, UnstressedStretch = 0.75, Reduction = 0.3, AspirationSeconds = 0.04, AccentSemitones = 3.5 },
        Onsets = List("d g b f h v z ʃ m n t k l ʁ ts ʃt - pf ʃp tsv fʁ gl kʁ"),
        Vowels = List("a ɛ ɪ aɪ iː eː aː ɔ ʊ aʊ oː uː yː ɔɪ øː œ"),
        WeakVowels = List("ə ə ɐ ɪ"),
        Codas = List("n - t s ɐ ç l st x m nt k çt ŋ ts ft"),
        Particles = List("deɐ diː ʊnt ɪn dən fɔn tsuː das nɪçt ɪç zɪç mɪt ɪst aʊf"),
        Stress = [1, 2, 1],
    };

    public static Language English { get; } = new("en")
    {
        Rhythm = Rhythm.English,
        Onsets = List("t s w b m d k h ɹ l f p n - g ʃ st tɹ pɹ dʒ kl θ tʃ fl stɹ j"),
        Vowels = List("ɪ ɛ æ eɪ aɪ ʌ i oʊ ɑ u ɔ ɜ aʊ ʊ"),
        WeakVowels = List("ə ɪ ə i"),
        Codas = List("- n t d z l s ɹ k m nd ŋ v st ts ks p f"),
        Particles = List("ðə əv ænd tu ə ɪn ðæt ɪt wəz fɔɹ wɪð hi ɪz"),
        Stress = [1, 2, 0],
    };

    public static Language Spanish { get; } = new("es")
    {
        Rhythm = new() { StressedStretch = 1, UnstressedStretch = 0.9, AspirationSeconds = 0.01, AccentSemitones = 2, FinalStretch = 1.2 },
        Onsets = List("t d k s m p l n b ɾ f r x g tʃ pɾ - tɾ ɲ θ j bl"),
        Vowels = List("a e o i je we u"),
        WeakVowels = List("o a e i"),
        Codas = List("- - - s n - ɾ l"),
        Particles = List("de la ke el en i a los se no por kon"),
        LongestWord = 4,
        Stress = [1, 1, 1, 0],
    };

    public static Language French { get; } = new("fr")
    {
        Rhythm = new()
        {
            StressedStretch = 1.25,
            UnstressedStretch = 0.85,
            AspirationSeconds = 0.015,
            AccentSemitones = 2,
            FallSemitones = -1,
            FinalStretch = 1.6
        },
        Onsets = List("d s l p t k m ʁ v n ʒ b f ʃ z - pʁ tʁ g pl vw bʁ"),
        Vowels = List("e a i ɛ ã õ y u ɔ o ẽ ø œ wa"),
        WeakVowels = List("a e i ə ã ɔ y"),
        Codas = List("- - - - ʁ - t l s m ʒ k"),
        Particles = List("də la le e ɑ lə dy ẽ ki kə pa dã"),
        Stress = [0],
    };

    public static Language Italian { get; } = new("it")
    {
        Rhythm = new() { StressedStretch = 1.4, UnstressedStretch = 0.8, AspirationSeconds = 0.01, AccentSemitones = 4, FinalStretch = 1.1 },
        Onsets = List("t k l d n s r m p v tː f tʃ b lː dʒ st ts kː g sː pr ʎ kw - ʃ"),
        Vowels = List("a ɛ e o i ɔ u ja jɛ wɔ"),
        WeakVowels = List("o a e i"),
        Codas = List("- - - - n - r l"),
        Particles = List("di ke la il e un per non si in a da"),
        LongestWord = 4,
        Stress = [1, 1, 2],
    };

    public static Language Russian { get; } = new("ru")
    {
        Rhythm = new()
        {
            StressedStretch = 1.3,
            UnstressedStretch = 0.7,
            Reduction = 0.35,
            AspirationSeconds = 0.015,
            AccentSemitones = 4,
            FallSemitones = 5
        },
        Onsets = List("v p n s k t d m nʲ lʲ rʲ b tʲ z st g l vʲ dʲ ʃ tʃ x pr ʒ sʲ ts gr vz -"),
        Vowels = List("a o i e u ɨ"),
        WeakVowels = List("ə ɐ ɪ ə ɨ"),
        Codas = List("- - t j m l v s n k x ʃ st tʲ r"),
        Particles = List("i v nə ʃtə nʲe ja s on kək tə pə"),
        Stress = [0, 1, 2],
    };

    public static IReadOnlyList<Language> All { get; } = [German, English, Spanish, French, Italian, Russian];

    private static string[] List(string words) => words.Split(' ');
}
