using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>The recordings that validation_list.txt and testing_list.txt set apart, as "word/file.wav".</summary>
internal sealed class SpeechCommandsLists
{
    private const string ValidFile = "validation_list.txt", TestFile = "testing_list.txt";

    private readonly Dictionary<string, string> _splits = [];

    private SpeechCommandsLists()
    {
    }

    /// <summary>Whether the lists name words that only v0.02 has; null when one does and the other does not.</summary>
    public bool? NameAddedWords { get; private set; }

    public IReadOnlyCollection<string> Recordings => _splits.Keys;

    /// <exception cref="DatasetException">A list is missing or has faults.</exception>
    public static SpeechCommandsLists Read(string folder)
    {
        var lists = new SpeechCommandsLists();
        var valid = lists.Add(Path.Join(folder, ValidFile), "valid");
        var test = lists.Add(Path.Join(folder, TestFile), "test");
        lists.NameAddedWords = valid == test ? valid : null;
        return lists;
    }

    /// <summary>The split of a recording; what the lists do not name is for training.</summary>
    public string SplitOf(ReadOnlySpan<char> recording) =>
        _splits.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(recording, out var split) ? split : "train";

    /// <summary>Adds a list, and says whether it names words that only v0.02 has.</summary>
    private bool Add(string path, string split)
    {
        using var list = TextLines.Open(path);
        var namesAddedWords = false;
        var entries = 0;
        for (; list.Read(); entries++)
        {
            var recording = list.Text.Trim().ToString();
            if (Fault(recording) is { } fault) list.Faults.Add(list.Line, fault);
            else if (!_splits.TryAdd(recording, split))
                list.Faults.Add(
                    list.Line,
                    _splits[recording] == split
                        ? $"repeats \"{recording}\"."
                        : $"names \"{recording}\", which {ValidFile} names too.");
            else namesAddedWords |= SpeechCommandsVersion.AddedWords.Contains(Word(recording));
        }
        if (entries == 0) list.Faults.Add(0, "is empty; take it from the archive again.");
        list.Faults.ThrowIfAny();
        return namesAddedWords;
    }

    private static string Word(string recording) => recording[..recording.IndexOf('/')];

    private static string? Fault(string recording)
    {
        if (ClipPath.Fault(recording) is { } fault) return fault;
        if (recording.Count(letter => letter == '/') != 1 || !recording.EndsWith(".wav", StringComparison.Ordinal))
            return $"has \"{recording}\"; it must be a recording as in \"yes/0a7c2a8d_nohash_0.wav\".";
        var word = Word(recording);
        if (SpeechCommandsVersion.V002.Words.Contains(word)) return null;
        var hint = NearestName.Find(word, SpeechCommandsVersion.V002.Words) is { } near ? $" (is it \"{near}\"?)" : "";
        return $"names the word \"{word}\", which is not one of the dataset's{hint}.";
    }
}
