using System.Collections.Immutable;

namespace Hares.Embed.Cache;

/// <summary>The parts of a folder, and the one being written. Changed by one caller at a time; <see cref="Parts"/> may be read meanwhile.</summary>
internal sealed class PartSet(string folder, int dimension, EmbeddingStorage storage, long partBytes, FolderScan scan) : IDisposable
{
    private readonly RowGroup _group = new(dimension);
    private readonly HashSet<ClipKey> _pendingClips = [];
    private PartWriter? _pending;
    private ImmutableSortedDictionary<int, Part> _parts = ImmutableSortedDictionary<int, Part>.Empty.AddRange(scan.Parts);
    private int _lastNumber = scan.Parts.Keys.DefaultIfEmpty().Max();
    private int _lastSequence = scan.LastSequence;

    /// <summary>The parts on disk by their numbers, in the order of writing.</summary>
    public ImmutableSortedDictionary<int, Part> Parts
    {
        get => Volatile.Read(ref _parts);
        private set => Volatile.Write(ref _parts, value);
    }

    public async Task AddAsync(CachedClip clip)
    {
        if (!_pendingClips.Add(clip.Key)) throw new ArgumentException($"Clip {clip.Key} was added twice.", nameof(clip));
        _pending ??= await PartWriter.CreateAsync(folder, dimension, storage);
        for (var window = 0; window < clip.Windows.Count; window++)
        {
            _group.Append(clip.Key, clip.Source, window, clip.Windows[window]);
            if (_group.Rows == _group.TargetRows) await _pending.WriteAsync(_group);
        }
        if ((_pending.Rows + _group.Rows) * dimension * sizeof(float) >= partBytes) await FlushAsync();
    }

    /// <summary>Closes the open part, then takes stale rows out of the others: their new ones are on disk by then.</summary>
    public async Task FlushAsync()
    {
        if (_pending is not null)
        {
            await _pending.WriteAsync(_group);
            var name = await _pending.CompleteAsync(++_lastSequence, revision: 0);
            var part = new Part(folder, ++_lastNumber, name);
            Parts = Parts.Add(part.Number, part);
            Abandon();
        }
        foreach (var part in Parts.Values)
            if (!part.Stale.IsEmpty) await RewriteAsync(part);
    }

    /// <summary>Has a clip's rows in a part no longer count, if there are any.</summary>
    public void MarkStale(int number, ClipKey clip)
    {
        if (Parts.TryGetValue(number, out var part)) Parts = Parts.SetItem(number, part with { Stale = part.Stale.Add(clip) });
    }

    /// <summary>Forgets what is not yet on disk.</summary>
    public void Abandon()
    {
        _pending?.Dispose();
        _pending = null;
        _pendingClips.Clear();
        _group.Clear();
    }

    public void Dispose() => Abandon();

    /// <summary>The new file is there before the old one goes; a crash in between leaves both, and the higher revision counts.</summary>
    private async Task RewriteAsync(Part part)
    {
        var copy = await CopyAsync(part);
        Parts = copy is { } name ? Parts.SetItem(part.Number, new Part(folder, part.Number, name)) : Parts.Remove(part.Number);
        File.Delete(part.Path);
    }

    /// <returns>The copy's name; null when no row is left.</returns>
    private async Task<PartName?> CopyAsync(Part part)
    {
        using var stream = PartReader.Open(part.Path);
        using var copy = await PartWriter.CreateAsync(folder, dimension, storage);
        foreach (var rows in (await PartReader.OpenAsync(stream, dimension, CancellationToken.None)).Groups)
        {
            await _group.ReadAllAsync(rows);
            _group.Remove(part.Stale);
            await copy.WriteAsync(_group);
        }
        return copy.Rows == 0 ? null : await copy.CompleteAsync(part.Name.Sequence, part.Name.Revision + 1);
    }
}
