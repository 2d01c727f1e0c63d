namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>One of the two archives that Speech Commands was published as, and its recordings of words.</summary>
/// <param name="Name">As in the archive's name.</param>
/// <param name="Words">The words spoken, each a folder.</param>
/// <param name="Train">Recordings that neither list names.</param>
/// <param name="Valid">Recordings in validation_list.txt.</param>
/// <param name="Test">Recordings in testing_list.txt.</param>
/// <param name="TestSet">Recordings in the separate archive for testing twelve classes.</param>
internal sealed record SpeechCommandsVersion(string Name, IReadOnlyList<string> Words, int Train, int Valid, int Test, int TestSet)
{
    /// <summary>The ten words that are classes of their own in the task of twelve classes.</summary>
    public static readonly string[] Commands = ["down", "go", "left", "no", "off", "on", "right", "stop", "up", "yes"];

    /// <summary>What v0.02 added to v0.01.</summary>
    public static readonly string[] AddedWords = ["backward", "follow", "forward", "learn", "visual"];

    private static readonly string[] OtherWords =
    [
        "bed", "bird", "cat", "dog", "eight", "five", "four", "happy", "house", "marvin", "nine", "one", "seven", "sheila", "six", "three",
        "tree", "two", "wow", "zero",
    ];

    public static SpeechCommandsVersion V001 { get; } = new("v0.01", [.. Commands, .. OtherWords], 51_088, 6_798, 6_835, TestSet: 3_081);

    public static SpeechCommandsVersion V002 { get; } =
        new("v0.02", [.. Commands, .. OtherWords, .. AddedWords], 84_843, 9_981, 11_005, TestSet: 4_890);

    public static IReadOnlyList<SpeechCommandsVersion> All { get; } = [V001, V002];

    /// <summary>Name in prose.</summary>
    public string Title => $"Speech Commands {Name}";

    /// <summary>The folder that the archive is unpacked to.</summary>
    public string Folder => $"speech_commands_{Name}";

    /// <summary>The folder that the archive for testing twelve classes is unpacked to.</summary>
    public string TestSetFolder => $"speech_commands_test_set_{Name}";

    /// <summary>All recordings of words.</summary>
    public int Recordings => Train + Valid + Test;
}
