using System.Collections.Immutable;

namespace Hares.Embed.Cache;

/// <summary>
/// The embeddings of one dataset by one encoder under one window plan: a folder of Parquet files (parts) that only ever holds whole ones.
/// Its methods may be called from any thread, also while others run. One store writes a folder at a time: hold the cache's <see cref="CacheLock"/>.
/// Disposal drops what was added since the last flush.
/// </summary>
public sealed class EmbeddingStore : IDisposable
{
    /// <summary>Embedding bytes after which a part is closed: few files for readers, little lost when a run is killed.</summary>
    public const long DefaultPartBytes = 64L << 20;

    private readonly string _folder;
    private readonly long _partBytes;
    private readonly bool _readOnly;
    private readonly Dictionary<ClipKey, CachedEntry> _index;
    private ImmutableList<Part> _parts; // replaced as a whole, by whoever holds the gate

    private readonly SemaphoreSlim _gate = new(1); // held by whoever uses the fields below
    private readonly RowGroup _group;
    private readonly Dictionary<Part, HashSet<ClipKey>> _stale;
    private readonly HashSet<ClipKey> _pendingKeys = [];
    private PartWriter? _pending;
    private int _lastSequence;

    private EmbeddingStore(string folder, int dimension, long partBytes, bool readOnly, FolderScan scan)
    {
        (_folder, Dimension, _partBytes, _readOnly) = (folder, dimension, partBytes, readOnly);
        (_index, _stale, _lastSequence) = (scan.Index, scan.Stale, scan.LastSequence);
        (_parts, Damaged) = ([.. scan.Parts], scan.Damaged);
        _group = new RowGroup(dimension);
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimension { get; }

    /// <summary>What the folder held when it was opened. It does not change afterwards.</summary>
    public IReadOnlyDictionary<ClipKey, CachedEntry> Index => _index;

    /// <summary>Parts that failed their checksum when the folder was opened.</summary>
    public IReadOnlyList<DamagedPart> Damaged { get; }

    /// <summary>
    /// Opens or makes a folder: reads every part once to compare its checksum, sets aside what is damaged, clears up what an interrupted
    /// run left behind.
    /// </summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="encoderKey">Name of the encoder's folder.</param>
    /// <param name="dataset">Name of the dataset's folder.</param>
    /// <param name="plan">Name of the window plan's folder.</param>
    /// <param name="dimension">Length of an embedding.</param>
    /// <param name="readOnly">Looks only: nothing is changed on disk, and the lock is not needed.</param>
    /// <param name="partBytes">Embedding bytes after which a part is closed.</param>
    /// <param name="cancellation">Stops the reading of the parts.</param>
    /// <exception cref="CacheException">A name that cannot be a folder's, embeddings of another length, or an error of the file system.</exception>
    public static async Task<EmbeddingStore> OpenAsync(
        string root, string encoderKey, string dataset, string plan, int dimension,
        bool readOnly = false, long partBytes = DefaultPartBytes, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partBytes);
        var folder = CacheFolder.OfPlan(root, encoderKey, dataset, plan);
        try
        {
            var scan = new FolderScan(folder, dimension);
            if (!readOnly) FolderRepair.Prepare(folder);
            if (Directory.Exists(folder)) await scan.RunAsync(cancellation);
            if (!readOnly) FolderRepair.ClearUp(scan);
            var store = new EmbeddingStore(folder, dimension, partBytes, readOnly, scan);
            if (!readOnly) await store.FlushAsync(cancellation);
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CacheException($"Cannot open the cache folder {folder}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Adds a clip; it is safe on disk after the next flush, at the latest when the part is full. A clip that <see cref="Index"/> holds is
    /// replaced: its old rows go once the new ones are on disk.
    /// </summary>
    /// <exception cref="ArgumentException">No window, an embedding of another length, or a clip added twice.</exception>
    /// <exception cref="CacheException">The part cannot be written; nothing that was added since the last flush is cached.</exception>
    public async ValueTask AddAsync(CachedClip clip, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentException.ThrowIfNullOrEmpty(clip.Key.Clip);
        ArgumentOutOfRangeException.ThrowIfNegative(clip.Key.View);
        if (clip.Windows.Count == 0) throw new ArgumentException($"Clip {clip.Key} has no windows.", nameof(clip));
        foreach (var window in clip.Windows)
            if (window.Embedding.Length != Dimension)
                throw new ArgumentException($"Clip {clip.Key} has an embedding of length {window.Embedding.Length}, not {Dimension}.", nameof(clip));

        await WriteAsync(() => AppendAsync(clip), cancellation);
    }

    /// <summary>Closes the open part, if there is one; everything added before is on disk afterwards.</summary>
    /// <exception cref="CacheException">The part cannot be written; nothing that was added since the last flush is cached.</exception>
    public Task FlushAsync(CancellationToken cancellation = default) => WriteAsync(CloseAsync, cancellation);

    /// <summary>Takes clips of <see cref="Index"/> out of the folder, by writing their parts anew without them.</summary>
    /// <exception cref="CacheException">A part cannot be written; its old file stays.</exception>
    public Task RemoveAsync(IReadOnlyCollection<ClipKey> clips, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clips);
        return WriteAsync(() =>
        {
            foreach (var clip in clips) MarkStale(clip);
            return CloseAsync();
        }, cancellation);
    }

    /// <summary>
    /// Streams embeddings that are on disk to <paramref name="visit"/>, from several threads at once when <paramref name="threads"/> is
    /// above 1, each clip from one; the windows of a clip come in order, clips in any. Row groups without a wanted clip are passed over.
    /// </summary>
    /// <param name="wanted">Asked once for each clip and row group; several threads may ask at once.</param>
    /// <param name="visit">Called for each window of the wanted clips.</param>
    /// <param name="threads">Parts read at the same time.</param>
    /// <param name="cancellation">Stops reading between row groups.</param>
    /// <exception cref="CacheException">A part cannot be read.</exception>
    public async Task ReadAsync(Func<ClipKey, bool> wanted, EmbeddingVisitor visit, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        try
        {
            await PartVisit.RunAsync(Volatile.Read(ref _parts), Dimension, wanted, visit, threads, cancellation);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CacheException($"Cannot read the cache folder {_folder}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pending?.Dispose();
        _gate.Dispose();
    }

    /// <summary>One writer at a time. Cancellation is looked at before, never in between: a part with half a clip must not come to be.</summary>
    private async Task WriteAsync(Func<Task> write, CancellationToken cancellation)
    {
        if (_readOnly) throw new InvalidOperationException($"The cache folder {_folder} was opened for reading.");
        await _gate.WaitAsync(cancellation);
        try
        {
            await write();
        }
        catch (Exception e)
        {
            Abandon();
            if (e is IOException or UnauthorizedAccessException)
                throw new CacheException($"Cannot write the cache folder {_folder}: {e.Message} What was not yet on disk will be computed again.", e);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task AppendAsync(CachedClip clip)
    {
        if (!_pendingKeys.Add(clip.Key)) throw new ArgumentException($"Clip {clip.Key} was added twice.", nameof(clip));
        MarkStale(clip.Key);
        _pending ??= await PartWriter.CreateAsync(_folder, Dimension);
        for (var window = 0; window < clip.Windows.Count; window++)
        {
            _group.Append(clip.Key, clip.Source, window, clip.Windows[window]);
            if (_group.Rows == _group.TargetRows) await _pending.WriteAsync(_group);
        }
        if ((_pending.Rows + _group.Rows) * Dimension * sizeof(float) >= _partBytes) await CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (_pending is not null)
        {
            await _pending.WriteAsync(_group);
            var name = await _pending.CompleteAsync(++_lastSequence, revision: 0);
            _parts = _parts.Add(new Part(_folder, name));
            _pending = null;
            _pendingKeys.Clear();
        }
        foreach (var (part, clips) in _stale)
        {
            await RewriteAsync(part, clips);
            _stale.Remove(part);
        }
    }

    private void MarkStale(ClipKey clip)
    {
        if (!_index.TryGetValue(clip, out var entry)) return;
        if (!_stale.TryGetValue(entry.Part, out var clips)) _stale[entry.Part] = clips = [];
        clips.Add(clip);
    }

    /// <summary>The new file is there before the old one goes; a crash in between leaves both, and the higher revision counts.</summary>
    private async Task RewriteAsync(Part part, IReadOnlySet<ClipKey> without)
    {
        var old = part.Path;
        if (await CopyAsync(part, without) is { } name) part.Name = name;
        else _parts = _parts.Remove(part);
        File.Delete(old);
    }

    /// <returns>The copy's name; null when no row is left.</returns>
    private async Task<PartName?> CopyAsync(Part part, IReadOnlySet<ClipKey> without)
    {
        using var stream = PartReader.Open(part.Path);
        using var copy = await PartWriter.CreateAsync(_folder, Dimension);
        foreach (var rows in (await PartReader.OpenAsync(stream, Dimension, CancellationToken.None)).Groups)
        {
            await _group.ReadAllAsync(rows);
            _group.Remove(without);
            await copy.WriteAsync(_group);
        }
        return copy.Rows == 0 ? null : await copy.CompleteAsync(part.Name.Sequence, part.Name.Revision + 1);
    }

    private void Abandon()
    {
        _pending?.Dispose();
        _pending = null;
        _pendingKeys.Clear();
        _group.Clear();
    }
}
