using Hares.Ingest.Archives;
using Hares.Ingest.Datasets;

namespace Hares.Ingest.Download;

/// <summary>A dataset's folder on disk, with archives that are unpacked and such that wait for it.</summary>
internal sealed class DatasetFolder(DatasetSource dataset, string root)
{
    private const string LockName = ".hares-lock";

    /// <summary>Readers do not look into folders that begin with a dot (AudioFolder, LayoutFolder).</summary>
    private const string TemporaryName = ".hares-unpacking";

    private static readonly string[] ArchiveEndings = [".zip", ".tar", ".tar.gz", ".tgz"];

    private readonly UnpackedRecord _record = new(root);
    private readonly FetchedRecord _fetched = new(root);

    public string Root => root;

    public string Temporary => PathOf(TemporaryName);

    public string PathOf(string name) => Path.Join(root, name);

    public bool HasUnpacked(OfficialArchive archive) => _record.Has(archive);

    /// <summary>Whether an archive is there, all parts of it.</summary>
    public bool Holds(OfficialArchive archive) => archive.Parts.All(part => File.Exists(PathOf(part)));

    /// <summary>About how much of an archive is not there yet, begun files considered.</summary>
    public long BytesToGet(OfficialArchive archive) =>
        Holds(archive) ? 0 : Math.Max(0, archive.PackedBytes - archive.Parts.Sum(part => PartialFile.BytesAt(PathOf(part))));

    /// <summary>
    /// About how large the content of an archive that is there becomes: by what is published of both sizes, so that of a miniature of it too; at least
    /// its own size where nothing is.
    /// </summary>
    public long UnpackedBytes(OfficialArchive archive)
    {
        var packedBytes = archive.Parts.Sum(part => new FileInfo(PathOf(part)).Length);
        return archive.PackedBytes == 0 ? packedBytes : (long)((double)packedBytes * archive.UnpackedBytes / archive.PackedBytes);
    }

    /// <summary>Archives that are there and whose content is not.</summary>
    public List<OfficialArchive> Waiting() =>
        [.. dataset.Archives.GroupBy(archive => archive.Content).Where(same => !same.Any(_record.Has)).Select(same => same.FirstOrDefault(Holds))
            .OfType<OfficialArchive>()];

    /// <summary>Keeps two editions from being unpacked into each other.</summary>
    /// <exception cref="DatasetException">Archives of several editions are there.</exception>
    public void RequireOneEdition()
    {
        var editions = dataset.Archives.Where(archive => archive.Edition is not null && Holds(archive))
            .DistinctBy(archive => archive.Edition).ToList();
        if (editions.Count > 1)
            throw new DatasetException(
                $"'{root}' holds archives of different editions, {editions[0].Name} and {editions[1].Name}, which must not be mixed; "
                + "leave those of one.");
    }

    /// <summary>Tells of archives that nobody will unpack, since their names are none of the owners'.</summary>
    public void TellUnknown(Action<string> say)
    {
        var known = dataset.Archives.SelectMany(archive => archive.Parts).ToList();
        var unknown = Directory.EnumerateFiles(root).Select(path => Path.GetFileName(path))
            .Where(name => name[0] != '.' && ArchiveEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Except(known.Concat(dataset.PassedOver)).Order(StringComparer.Ordinal);
        foreach (var name in unknown)
        {
            var hint = NearestName.Find(name, known) is { } near ? $"; is it {near}?" : ".";
            say($"{dataset.Name}: {name} stays packed: none of this dataset's archives is called so{hint}");
        }
    }

    /// <summary>Keeps other processes from unpacking in this folder at the same time.</summary>
    public IDisposable Hold()
    {
        Directory.CreateDirectory(root);
        try
        {
            return new FileStream(
                PathOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException fault) when (IsHeld(fault))
        {
            throw new DatasetException($"Another process is unpacking in '{root}'; let it finish.");
        }
    }

    /// <summary>The sentence for a folder that cannot be written: a full disk, no leave, a file where a folder must be.</summary>
    public DatasetException Explain(Exception fault) =>
        new($"Archives in '{root}' cannot be unpacked: {fault.Message.TrimEnd('.')}; make room and give leave to write there, "
            + "or unpack them elsewhere and name that folder under data.paths.");

    /// <summary>Compares a file with what is published of it, where something is.</summary>
    public void Verify(string name, CancellationToken cancelled)
    {
        var published = dataset.Files.FirstOrDefault(file => file.Name == name)?.Checksum ?? dataset.Checksums.GetValueOrDefault(name);
        if (published is not null && !published.Matches(PathOf(name), cancelled))
            throw new DatasetException($"Archive '{PathOf(name)}' has not the published {published}; get it again.");
    }

    /// <summary>Notes that a download brought a file, which is deleted when it has been unpacked.</summary>
    public void AddFetched(string name) => _fetched.Add(name);

    /// <summary>Deletes what a download brought of an archive; what the user put there stays.</summary>
    public void RemoveFetched(OfficialArchive archive) => _fetched.Remove(archive.Parts);

    /// <summary>Deletes the archives that an interrupted download had unpacked and not yet deleted.</summary>
    public void RemoveLeftovers()
    {
        var leftovers = dataset.Archives.Where(archive => archive.Parts.Any(_fetched.Has) && _record.Has(archive)).ToList();
        if (leftovers.Count == 0) return;
        using var held = Hold();
        leftovers.ForEach(RemoveFetched);
    }

    public void Unpack(OfficialArchive archive, CancellationToken cancelled)
    {
        Archive.Unpack(
            [.. archive.Parts.Select(PathOf)], PathOf(archive.Into), Temporary, archive.Kept, () => _record.Begin(dataset.Archives),
            cancelled: cancelled);
        _record.Add(archive);
        RemoveFetched(archive);
    }

    /// <summary>.NET has no type for this: it is Windows' sharing violation, and EWOULDBLOCK of Linux and of macOS.</summary>
    private static bool IsHeld(IOException fault) => fault.HResult is unchecked((int)0x80070020) or 11 or 35;
}
