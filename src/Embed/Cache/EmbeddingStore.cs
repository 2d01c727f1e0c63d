using System.Collections.Immutable;

namespace Hares.Embed.Cache;

/// <summary>
/// The embeddings of one dataset by one encoder under one window plan: a folder of Parquet files (parts) that only ever holds whole ones.
/// Its methods may be called from any thread, also while others run. One store writes a folder at a time: hold the cache's <see cref="CacheLock"/>,
/// and dispose one before the next is opened. Disposal drops what was added since the last flush.
/// </summary>
public sealed class EmbeddingStore : IDisposable
{
    /// <summary>Embedding bytes after which a part is closed: few files for readers, little lost when a run is killed.</summary>
    public const long DefaultPartBytes = 64L << 20;

    private readonly string _folder;
    private readonly FolderClaim? _claim; // null: it only looks
    private Dictionary<ClipKey, CachedEntry> _index;
    private readonly SemaphoreSlim _gate = new(1); // held by whoever changes the parts
    private readonly PartSet _parts;
    private ImmutableSortedDictionary<int, Part> _noted = ImmutableSortedDictionary<int, Part>.Empty; // the parts last noted as verified

    private EmbeddingStore(string folder, int dimension, FolderClaim? claim, FolderScan scan, PartSet parts)
    {
        (_folder, Dimension, _claim, _parts) = (folder, dimension, claim, parts);
        (_index, Damaged) = (scan.Index, scan.Damaged);
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimension { get; }

    /// <summary>What the folder held when it was opened, less what <see cref="ForgetAllBut"/> let go.</summary>
    public IReadOnlyDictionary<ClipKey, CachedEntry> Index => _index;

    /// <summary>Parts that failed their checksum when the folder was opened.</summary>
    public IReadOnlyList<DamagedPart> Damaged { get; }

    /// <summary>
    /// Opens or makes a folder: reads every part once to compare its checksum, sets aside what is damaged, clears up what an interrupted
    /// run left behind. To look only, it reads no more of a part than its small columns, if the part is as it was when
    /// its checksum was last compared.
    /// </summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="encoderKey">Name of the encoder's folder.</param>
    /// <param name="dataset">Name of the dataset's folder.</param>
    /// <param name="plan">Name of the window plan's folder.</param>
    /// <param name="dimension">Length of an embedding.</param>
    /// <param name="readOnly">Looks only: nothing is changed on disk, and the lock is not needed.</param>
    /// <param name="partBytes">Embedding bytes after which a part is closed.</param>
    /// <param name="storage">How parts are written; embeddings come rounded already, and parts of either kind are read.</param>
    /// <param name="cancellation">Stops the reading of the parts.</param>
    /// <exception cref="CacheException">
    /// A name that cannot be a folder's, a folder that another store writes, embeddings of another length, or an error of the file system.
    /// </exception>
    public static async Task<EmbeddingStore> OpenAsync(
        string root, string encoderKey, string dataset, string plan, int dimension,
        bool readOnly = false, long partBytes = DefaultPartBytes, EmbeddingStorage storage = EmbeddingStorage.Float32,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partBytes);
        var folder = CacheFolder.OfPlan(root, encoderKey, dataset, plan);
        var claim = readOnly ? null : FolderClaim.Take(folder);
        var isOpen = false;
        try
        {
            var scan = new FolderScan(folder, dimension, readOnly ? VerifiedParts.Read(folder) : VerifiedParts.None);
            if (!readOnly) FolderRepair.Prepare(folder);
            if (Directory.Exists(folder)) await scan.RunAsync(cancellation);
            if (!readOnly) FolderRepair.ClearUp(scan);
            var store = new EmbeddingStore(folder, dimension, claim, scan, new PartSet(folder, dimension, storage, partBytes, scan));
            if (!readOnly) await store.FlushAsync(cancellation);
            isOpen = true;
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CacheException($"Cannot open the cache folder {folder}: {e.Message}", e);
        }
        finally
        {
            if (!isOpen) claim?.Dispose();
        }
    }

    /// <summary>
    /// Narrows <see cref="Index"/> to clips that may yet be replaced or removed: an index of millions of clips takes hundreds of megabytes for as
    /// long as the store is open. To be called before anything is added.
    /// </summary>
    /// <param name="clips">Clips of the index. Replacing a forgotten one would leave its old rows until the folder is next opened.</param>
    public void ForgetAllBut(IEnumerable<ClipKey> clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        _index = clips.ToDictionary(clip => clip, clip => _index[clip]);
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

        await ChangeAsync(() =>
        {
            MarkStale(clip.Key);
            return _parts.AddAsync(clip);
        }, cancellation);
    }

    /// <summary>Closes the open part, if there is one; everything added before is on disk afterwards.</summary>
    /// <exception cref="CacheException">The part cannot be written; nothing that was added since the last flush is cached.</exception>
    public Task FlushAsync(CancellationToken cancellation = default) => ChangeAsync(
        async () =>
        {
            await _parts.FlushAsync();
            if (_parts.Parts == _noted) return;
            _noted = _parts.Parts;
            VerifiedParts.Write(_folder, _noted.Values);
        },
        cancellation);

    /// <summary>
    /// Takes clips of <see cref="Index"/> out of the folder: readers pass over them from now on, and the next flush writes
    /// their parts anew without them.
    /// </summary>
    public Task RemoveAsync(IReadOnlyCollection<ClipKey> clips, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clips);
        return ChangeAsync(() =>
        {
            foreach (var clip in clips) MarkStale(clip);
            return Task.CompletedTask;
        }, cancellation);
    }

    /// <summary>
    /// Streams embeddings that are on disk to <paramref name="visit"/>, the newest of each clip, from several threads at once when
    /// <paramref name="threads"/> is above 1, each clip from one; the windows of a clip come in order, clips in any. Row groups without
    /// a wanted clip are passed over.
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
            await PartVisit.RunAsync(_parts, Dimension, wanted, visit, threads, cancellation);
        }
        catch (Exception e) when (e is IOException or DamagedPartException or UnauthorizedAccessException)
        {
            throw new CacheException($"Cannot read the cache folder {_folder}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parts.Dispose();
        _gate.Dispose();
        _claim?.Dispose();
    }

    private void MarkStale(ClipKey clip)
    {
        if (_index.TryGetValue(clip, out var entry)) _parts.MarkStale(entry.Part, clip);
    }

    /// <summary>One change at a time. Cancellation is looked at before, never in between: a part with half a clip must not come to be.</summary>
    private async Task ChangeAsync(Func<Task> change, CancellationToken cancellation)
    {
        if (_claim is null) throw new InvalidOperationException($"The cache folder {_folder} was opened for reading.");
        await _gate.WaitAsync(cancellation);
        try
        {
            await change();
        }
        catch (Exception e)
        {
            _parts.Abandon();
            if (e is IOException or InvalidDataException or DamagedPartException or UnauthorizedAccessException)
                throw new CacheException(
                    $"Cannot write the cache folder {_folder}: {e.Message.TrimEnd('.')}. What was not yet on disk will be computed again.", e);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }
}
