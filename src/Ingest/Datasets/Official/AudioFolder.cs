namespace Hares.Ingest.Datasets.Official;

/// <summary>
/// The audio files below a dataset's folder, found in one walk. A reader claims what its metadata names: what is claimed in vain is missing,
/// what nobody claims is extra.
/// </summary>
internal sealed class AudioFolder
{
    private readonly Dictionary<string, bool> _claimed;
    private readonly List<string> _firstMissing = [];
    private int _missing;

    private AudioFolder(IEnumerable<string> files) => _claimed = files.ToDictionary(file => file, _ => false);

    /// <summary>What was claimed and is not there.</summary>
    public ClipTally Missing => new(_missing, _firstMissing);

    /// <summary>What is there and was not claimed, in ordinal order.</summary>
    public ClipTally Extra
    {
        get
        {
            var extra = _claimed.Where(file => !file.Value).Select(file => file.Key).Order(StringComparer.Ordinal).ToList();
            return new ClipTally(extra.Count, [.. extra.Take(ClipTally.Kept)]);
        }
    }

    /// <summary>Every file found, as paths relative to the dataset's folder with forward slashes, in ordinal order.</summary>
    public IEnumerable<string> Files => _claimed.Keys.Order(StringComparer.Ordinal);

    /// <summary>Walks the folder <paramref name="below"/> within <paramref name="root"/>; one that does not exist holds nothing. Links are not followed.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="below">Folder within it; empty for all of it.</param>
    /// <param name="endings">Endings of audio files, as in ".wav", whatever their case.</param>
    public static AudioFolder Walk(string root, string below, params IReadOnlyList<string> endings)
    {
        var start = Path.Join(root, below);
        if (!Directory.Exists(start)) return new AudioFolder([]);
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        try
        {
            return new AudioFolder(Directory.EnumerateFiles(start, "*", walk)
                .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{start} cannot be walked: {e.Message}");
        }
    }

    /// <summary>Whether a file is there; one that is not is noted as missing.</summary>
    /// <param name="path">Relative to the dataset's folder, with forward slashes.</param>
    public bool Claim(string path)
    {
        if (_claimed.ContainsKey(path)) return _claimed[path] = true;
        if (_missing++ < ClipTally.Kept) _firstMissing.Add(path);
        return false;
    }
}
