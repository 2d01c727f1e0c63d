using System.Collections.Concurrent;

namespace Hares.Embed.Cache;

/// <summary>
/// What a store's folder holds: every part is read once for its checksum, then its small columns. Nothing is changed on disk.
/// </summary>
/// <param name="folder">The store's folder.</param>
/// <param name="dimension">Length of an embedding.</param>
/// <param name="verified">Parts whose checksum need not be compared.</param>
internal sealed class FolderScan(string folder, int dimension, VerifiedParts verified)
{
    private static readonly int MaxThreads = Math.Min(Environment.ProcessorCount, 8);

    private readonly Lock _lock = new();

    /// <summary>The parts by their numbers.</summary>
    public Dictionary<int, Part> Parts { get; } = [];

    public List<DamagedPart> Damaged { get; } = [];

    /// <summary>Files that a higher revision of the same part replaces: a rewriting that was cut short before it deleted them.</summary>
    public List<string> Superseded { get; } = [];

    public Dictionary<ClipKey, CachedEntry> Index { get; } = [];

    public int LastSequence { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var named = new List<PartName>();
        foreach (var path in Directory.EnumerateFiles(folder, "part-*.parquet"))
            if (PartName.TryParse(Path.GetFileName(path), out var name)) named.Add(name);
            else Damaged.Add(new DamagedPart(path, "Its name holds no checksum."));

        named.Sort(Compare);
        LastSequence = named.Select(name => name.Sequence).DefaultIfEmpty().Max();
        var sequences = new ConcurrentQueue<Part[]>(
            from part in named.Select((name, number) => new Part(folder, number, name))
            group part by part.Name.Sequence into revisions
            select revisions.OrderByDescending(part => part.Name.Revision).ToArray());
        await Parallel.ForAsync(0, Math.Clamp(sequences.Count, 1, MaxThreads), cancellation, async (_, token) =>
        {
            var group = new RowGroup(dimension);
            while (sequences.TryDequeue(out var revisions)) await ReadNewestAsync(revisions, group, token);
        });
    }

    private async Task ReadNewestAsync(Part[] revisions, RowGroup group, CancellationToken cancellation)
    {
        Part? newest = null;
        foreach (var part in revisions)
        {
            if (newest is not null && newest.Name.Revision > part.Name.Revision)
            {
                lock (_lock) Superseded.Add(part.Path);
                continue;
            }
            if (await ReadAsync(part, group, cancellation)) newest = part;
        }
    }

    private async Task<bool> ReadAsync(Part part, RowGroup group, CancellationToken cancellation)
    {
        try
        {
            var entries = await ReadEntriesAsync(part, group, cancellation);
            lock (_lock) Merge(part, entries);
            return true;
        }
        catch (DamagedPartException e)
        {
            lock (_lock) Damaged.Add(new DamagedPart(part.Path, e.Reason));
            return false;
        }
    }

    private async Task<List<(ClipKey Key, CachedEntry Entry)>> ReadEntriesAsync(Part part, RowGroup group, CancellationToken cancellation)
    {
        using var stream = PartReader.Open(part.Path);
        if (!verified.Contains(part) && PartChecksum.Of(stream, cancellation) != part.Name.Checksum)
            throw new DamagedPartException(part.Path, "Its checksum differs: the file was changed or cut short.");

        var entries = new List<(ClipKey Key, CachedEntry Entry)>();
        var reader = await PartReader.OpenAsync(stream, dimension, cancellation);
        foreach (var rows in reader.Groups)
        {
            await group.ReadKeysAsync(rows, cancellation);
            await group.ReadSourcesAsync(rows, cancellation);
            for (var row = 0; row < group.Rows; row++)
                if (entries.Count > 0 && entries[^1] is var (key, entry) && group.IsKey(row, key))
                    entries[^1] = (key, entry with { Windows = entry.Windows + 1 });
                else
                    entries.Add((group.Key(row), new CachedEntry { Source = group.Source(row), Windows = 1, Part = part.Number }));
        }
        return entries;
    }

    private void Merge(Part part, List<(ClipKey Key, CachedEntry Entry)> entries)
    {
        Parts.Add(part.Number, part);
        foreach (var (key, entry) in entries)
        {
            if (!Index.TryGetValue(key, out var other))
            {
                Index.Add(key, entry);
                continue;
            }
            var (newer, older) = entry.Part > other.Part ? (entry, other) : (other, entry);
            Index[key] = newer;
            Parts[older.Part] = Parts[older.Part] with { Stale = Parts[older.Part].Stale.Add(key) };
        }
    }

    /// <summary>Order of writing; the checksum only makes it a total one.</summary>
    private static int Compare(PartName a, PartName b) =>
        (a.Sequence, a.Revision, a.Checksum).CompareTo((b.Sequence, b.Revision, b.Checksum));
}
