using System.Globalization;

namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>Tells which of the two versions a folder holds, and finds that it holds parts of both.</summary>
internal static class SpeechCommandsMix
{
    /// <exception cref="DatasetException">Words, lists or test archive are of different versions.</exception>
    public static SpeechCommandsVersion Recognise(string root, IReadOnlyList<SpeechCommandsRecording> recordings, SpeechCommandsLists lists)
    {
        var words = recordings.Select(recording => recording.Word).ToHashSet();
        var hasAdded = words.Overlaps(SpeechCommandsVersion.AddedWords);
        var added = $"the words that v0.02 added ({string.Join(", ", SpeechCommandsVersion.AddedWords)})";
        if (lists.NameAddedWords is not { } listAdded) throw Explain(root, $"only one of its lists names {added}");
        if (hasAdded && !listAdded) throw Explain(root, $"it has folders of {added}, which its lists do not name");
        if (!hasAdded && listAdded && words.IsSupersetOf(SpeechCommandsVersion.V001.Words))
            throw Explain(root, $"its lists name {added}, and it has folders of all the others only");

        var version = listAdded ? SpeechCommandsVersion.V002 : SpeechCommandsVersion.V001;
        if (recordings.Count > version.Recordings)
            throw Explain(root, string.Create(CultureInfo.InvariantCulture,
                $"it has {recordings.Count:N0} recordings of words, and {version.Name} has {version.Recordings:N0}"));
        if (SpeechCommandsVersion.All.FirstOrDefault(
            other => other != version && Directory.Exists(Path.Join(root, other.TestSetFolder))) is { } other)
            throw Explain(root, $"its words are {version.Name}'s, and it holds {other.TestSetFolder}");
        return version;
    }

    public static DatasetException Explain(string root, string evidence) =>
        new($"{root} mixes v0.01 and v0.02 of Speech Commands: {evidence}. Unpack one version into an empty folder.");
}
