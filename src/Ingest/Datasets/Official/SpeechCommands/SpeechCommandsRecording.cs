namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>A recording of a word.</summary>
/// <param name="Path">Relative to the dataset's folder.</param>
/// <param name="Word">Name of the folder it lies in.</param>
/// <param name="Split">"train", "valid" or "test".</param>
internal readonly record struct SpeechCommandsRecording(string Path, string Word, string Split)
{
    /// <summary>The files that are <c>below/word/file</c> for one of these words, in the order given.</summary>
    public static IEnumerable<(string Path, string Word)> Find(IEnumerable<string> files, string below, IEnumerable<string> words)
    {
        var names = words.ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var file in files)
        {
            if (!file.StartsWith(below, StringComparison.Ordinal)) continue;
            var slash = file.IndexOf('/', below.Length);
            if (slash == file.LastIndexOf('/') && slash > 0 && names.TryGetValue(file.AsSpan()[below.Length..slash], out var word))
                yield return (file, word);
        }
    }
}
