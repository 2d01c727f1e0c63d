namespace Hares.Ingest.Synthesis.Speech.FluentSpeechCommands;

/// <summary>One of the 31 intents of Fluent Speech Commands, and ways to word it.</summary>
internal sealed record Command(string Action, string Object, string Location, IReadOnlyList<string> Wordings)
{
    private const string None = "none";

    private static readonly string[] Rooms = ["kitchen", "bedroom", "washroom"];

    /// <summary>All of them: five languages, music, lights, lamp, volume, heat, and four things to bring.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        new("change language", None, None, ["Change language", "Change the language", "Switch the language"]),
        .. ((string[])["Chinese", "Korean", "English", "German"]).Select(language => new Command("change language", language, None,
            [$"Change the language to {language}", $"Set my language to {language}", $"Switch the language to {language}"])),
        new("activate", "music", None, ["Play the music", "Turn on the music", "Start the music"]),
        new("deactivate", "music", None, ["Stop the music", "Turn off the music", "Pause the music"]),
        new("activate", "lamp", None, ["Turn on the lamp", "Switch on the lamp", "Turn the lamp on"]),
        new("deactivate", "lamp", None, ["Turn off the lamp", "Switch off the lamp", "Turn the lamp off"]),
        .. Everywhere("activate", "lights", ["Turn on the lights{0}", "Switch on the lights{0}", "Turn the lights on{0}"]),
        .. Everywhere("deactivate", "lights", ["Turn off the lights{0}", "Switch off the lights{0}", "Turn the lights off{0}"]),
        new("increase", "volume", None, ["Turn up the volume", "Increase the volume", "Make it louder"]),
        new("decrease", "volume", None, ["Turn down the volume", "Decrease the volume", "Make it softer"]),
        .. Everywhere("increase", "heat", ["Turn up the heat{0}", "Increase the heat{0}", "Turn the heat up{0}"]),
        .. Everywhere("decrease", "heat", ["Turn down the heat{0}", "Decrease the heat{0}", "Turn the heat down{0}"]),
        .. ((string[])["newspaper", "juice", "socks", "shoes"]).Select(thing => new Command("bring", thing, None,
            [$"Bring me the {thing}", $"Get me the {thing}", $"Fetch my {thing}"])),
    ];

    /// <summary>A command that may name a room, or none; <c>{0}</c> is where.</summary>
    private static IEnumerable<Command> Everywhere(string action, string item, string[] wordings) => Rooms.Prepend(None).Select(room =>
        new Command(
            action, item, room,
            [.. wordings.Select(wording => wording.Replace("{0}", room == None ? "" : $" in the {room}", StringComparison.Ordinal))]));
}
