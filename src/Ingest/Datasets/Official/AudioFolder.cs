using System.Collections;
using System.IO.Enumeration;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official;

/// <summary>
/// The audio files below a dataset's folder, found in one walk. A reader claims what its metadata names: what is claimed in vain is missing,
/// what nobody claims is extra.
/// </summary>
internal sealed class AudioFolder
{
    /// <summary>Endings of every kind of file that can be decoded, by libsndfile or else by ffmpeg.</summary>
    public static readonly string[] AnyAudio = [".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".aac", ".mp4", ".mka", ".webm", ".aif", ".aiff"];

    private readonly TextSet _files = new();
    private readonly BitArray _claimed;
    private readonly List<string> _firstMissing = [];
    private readonly Func<int> _countLinks;
    private int _missing;

    /// <param name="files">Found in the walk.</param>
    /// <param name="countLinks">Counts the links passed over. It takes another walk, which is needed only to explain what is missing.</param>
    private AudioFolder(IEnumerable<string> files, Func<int> countLinks)
    {
        foreach (var file in files) _files.TryAdd(file, out _);
        _claimed = new BitArray(_files.Count);
        _countLinks = countLinks;
    }

    /// <summary>What was claimed and is not there.</summary>
    public ClipTally Missing => new(_missing, _firstMissing) { Links = _missing > 0 ? Links : 0 };

    /// <summary>Links that were passed over, to folders and to what would be audio by its name.</summary>
    public int Links => _countLinks();

    /// <summary>What is there and was not claimed, in ordinal order.</summary>
    public ClipTally Extra
    {
        get
        {
            var extra = Enumerable.Range(0, _files.Count).Where(place => !_claimed[place]);
            return new ClipTally(extra.Count(), [.. extra.Select(place => _files[place]).Order(StringComparer.Ordinal).Take(ClipTally.Kept)]);
        }
    }

    /// <summary>
    /// Every file found, as paths relative to the dataset's folder with forward slashes, in the order of the walk, which may
    /// differ from machine to machine.
    /// </summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>
    /// Walks the folder <paramref name="below"/> within <paramref name="root"/>; one that does not exist holds nothing. Links are not followed, and
    /// names that begin with a dot are passed over: what macOS leaves beside a file, ._1.wav, is no audio.
    /// </summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="below">Folder within it; empty for all of it.</param>
    /// <param name="endings">Endings of audio files, as in ".wav", whatever their case.</param>
    public static AudioFolder Walk(string root, string below, params IReadOnlyList<string> endings)
    {
        var start = Path.Join(root, below);
        if (!Directory.Exists(start)) return new AudioFolder([], () => 0);
        var rootChars = Path.TrimEndingDirectorySeparator(root).Length + 1;
        var folders = new List<string> { start };
        var walk = Options(skip: FileAttributes.ReparsePoint, isDeep: true);
        return Explained(start, () => new AudioFolder(
            new FileSystemEnumerable<string>(start, (ref FileSystemEntry entry) => entry.ToFullPath(), walk)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsNamed(entry.FileName, endings),
                ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                {
                    if (entry.FileName[0] == '.') return false;
                    folders.Add(entry.ToFullPath());
                    return true;
                },
            }.Select(file => file[rootChars..].Replace(Path.DirectorySeparatorChar, '/')),
            () => Explained(start, () => folders.Sum(folder => Count(folder, 0, endings) - Count(folder, FileAttributes.ReparsePoint, endings)))));
    }

    /// <summary>Whether a file is there; one that is not is noted as missing.</summary>
    /// <param name="path">Relative to the dataset's folder, with forward slashes.</param>
    public bool Claim(ReadOnlySpan<char> path)
    {
        var place = _files.Find(path);
        if (place >= 0) return _claimed[place] = true;
        if (_missing++ < ClipTally.Kept) _firstMissing.Add(path.ToString());
        return false;
    }

    /// <summary>Takes a file that the metadata names but that is of no use, there or not: it is neither missing nor extra.</summary>
    /// <param name="path">Relative to the dataset's folder, with forward slashes.</param>
    public void PassOver(ReadOnlySpan<char> path)
    {
        if (_files.Find(path) is >= 0 and var place) _claimed[place] = true;
    }

    private static int Count(string folder, FileAttributes skip, IReadOnlyList<string> endings) =>
        new FileSystemEnumerable<bool>(folder, (ref FileSystemEntry _) => true, Options(skip, isDeep: false))
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                entry.IsDirectory ? entry.FileName[0] != '.' : IsNamed(entry.FileName, endings),
        }.Count();

    private static EnumerationOptions Options(FileAttributes skip, bool isDeep) =>
        new() { RecurseSubdirectories = isDeep, AttributesToSkip = skip, IgnoreInaccessible = false };

    private static T Explained<T>(string start, Func<T> walk)
    {
        try
        {
            return walk();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{start} cannot be walked: {e.Message}");
        }
    }

    private static bool IsNamed(ReadOnlySpan<char> name, IReadOnlyList<string> endings)
    {
        if (name[0] == '.') return false;
        foreach (var ending in endings)
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
