namespace Hares.Ingest.Datasets.Official.FluentSpeechCommands;

/// <summary>One of the three parts of a command, and the classes it can have.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Classes">Class names as the metadata writes them.</param>
internal sealed record FluentSlot(string Name, IReadOnlyList<string> Classes)
{
    public static IReadOnlyList<FluentSlot> All { get; } =
    [
        new("action", ["activate", "bring", "change language", "deactivate", "decrease", "increase"]),
        new("object",
        [
            "Chinese", "English", "German", "Korean", "heat", "juice", "lamp", "lights", "music", "newspaper", "none", "shoes", "socks", "volume",
        ]),
        new("location", ["bedroom", "kitchen", "none", "washroom"]),
    ];

    /// <summary>The class of this name, or null.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        foreach (var known in Classes)
            if (name.SequenceEqual(known)) return known;
        return null;
    }
}
