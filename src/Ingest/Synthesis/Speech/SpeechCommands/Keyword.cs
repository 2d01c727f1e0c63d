namespace Hares.Ingest.Synthesis.Speech.SpeechCommands;

/// <summary>A word of Speech Commands and how Americans say it.</summary>
internal sealed record Keyword(string Word, string Ipa)
{
    /// <summary>Whether it is one of the ten that the 12-class task tells apart; the others are its <c>_unknown_</c>.</summary>
    public bool IsCommand { get; private init; }

    /// <summary>The 35 words of v0.02.</summary>
    public static IReadOnlyList<Keyword> All { get; } =
    [
        new("backward", "bˈækwɜd"),
        new("bed", "bˈɛd"),
        new("bird", "bˈɜd"),
        new("cat", "kˈæt"),
        new("dog", "dˈɔg"),
        new("down", "dˈaʊn") { IsCommand = true },
        new("eight", "ˈeɪt"),
        new("five", "fˈaɪv"),
        new("follow", "fˈɑloʊ"),
        new("forward", "fˈɔɹwɜd"),
        new("four", "fˈɔɹ"),
        new("go", "gˈoʊ") { IsCommand = true },
        new("happy", "hˈæpi"),
        new("house", "hˈaʊs"),
        new("learn", "lˈɜn"),
        new("left", "lˈɛft") { IsCommand = true },
        new("marvin", "mˈɑɹvɪn"),
        new("nine", "nˈaɪn"),
        new("no", "nˈoʊ") { IsCommand = true },
        new("off", "ˈɔf") { IsCommand = true },
        new("on", "ˈɑn") { IsCommand = true },
        new("one", "wˈʌn"),
        new("right", "ɹˈaɪt") { IsCommand = true },
        new("seven", "sˈɛvən"),
        new("sheila", "ʃˈilə"),
        new("six", "sˈɪks"),
        new("stop", "stˈɑp") { IsCommand = true },
        new("three", "θɹˈi"),
        new("tree", "tɹˈi"),
        new("two", "tˈu"),
        new("up", "ˈʌp") { IsCommand = true },
        new("visual", "vˈɪʒuəl"),
        new("wow", "wˈaʊ"),
        new("yes", "jˈɛs") { IsCommand = true },
        new("zero", "zˈiɹoʊ"),
    ];
}
