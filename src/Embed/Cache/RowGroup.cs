using System.Buffers.Binary;
using Parquet;
using Parquet.Schema;

namespace Hares.Embed.Cache;

/// <summary>
/// One row group in memory, column by column: filled by <see cref="Append"/> and written, or read from a part. Made once and used again
/// for every group, so that writing and reading allocate next to nothing. Used by one thread at a time.
/// </summary>
internal sealed class RowGroup(int dimension)
{
    /// <summary>Parquet.Net holds a group about three times while writing it; groups of this size also stay near the processor.</summary>
    private const int TargetBytes = 2 << 20;
    private const int MaxTargetRows = 8192;
    private const int HashBytes = 16;

    // A list that is there (1) with an element (2): every level of every value of ours.
    private const int Present = 2;

    private ReadOnlyMemory<char>[] _clips = [];
    private int[] _views = [], _windows = [];
    private float[] _starts = [], _durations = [];
    private byte[] _hashes = [];
    private ReadOnlyMemory<byte>[] _audio = [];
    private long[] _sizes = [], _modified = [];
    private float[] _embeddings = [];
    private int[] _definitionLevels = [], _repetitionLevels = [];

    public int TargetRows { get; } = Math.Clamp(TargetBytes / (sizeof(float) * dimension), 1, MaxTargetRows);

    public int Dimension => dimension;

    public int Rows { get; private set; }

    public ClipKey Key(int row) => new(_clips[row].ToString(), _views[row]);

    /// <summary>Whether two rows belong to the same view of the same clip.</summary>
    public bool IsKey(int row, ClipKey key) => _views[row] == key.View && _clips[row].Span.SequenceEqual(key.Clip);

    public int Window(int row) => _windows[row];

    public SourceStamp Source(int row) => new(BinaryPrimitives.ReadUInt128BigEndian(_audio[row].Span), _sizes[row], _modified[row]);

    public ReadOnlySpan<float> Embedding(int row) => _embeddings.AsSpan(row * dimension, dimension);

    public void Clear() => Rows = 0;

    public void Append(ClipKey key, SourceStamp source, int window, CachedWindow content)
    {
        EnsureCapacity(rows: 1);
        EnsureValues(TargetRows * dimension);
        _clips[Rows] = key.Clip.AsMemory();
        _views[Rows] = key.View;
        _windows[Rows] = window;
        _starts[Rows] = content.StartSeconds;
        _durations[Rows] = content.DurationSeconds;
        var hash = _hashes.AsMemory(Rows * HashBytes, HashBytes);
        BinaryPrimitives.WriteUInt128BigEndian(hash.Span, source.Audio);
        _audio[Rows] = hash;
        _sizes[Rows] = source.SizeBytes;
        _modified[Rows] = source.ModifiedTicks;
        content.Embedding.CopyTo(_embeddings, Rows * dimension);
        Rows++;
    }

    /// <summary>Drops the rows of the given clips, keeping the order of the others.</summary>
    public void Remove(IReadOnlySet<ClipKey> clips)
    {
        var kept = 0;
        for (var row = 0; row < Rows; row++)
            if (!clips.Contains(Key(row))) Copy(row, kept++);
        Rows = kept;
    }

    public async Task WriteAsync(ParquetWriter writer)
    {
        FillLevels();
        using var group = writer.CreateRowGroup();
        await WriteColumn(PartSchema.Clip, _clips);
        await WriteColumn(PartSchema.View, _views);
        await WriteColumn(PartSchema.Window, _windows);
        await WriteColumn(PartSchema.Start, _starts);
        await WriteColumn(PartSchema.Duration, _durations);
        await WriteColumn(PartSchema.Audio, _audio);
        await WriteColumn(PartSchema.Size, _sizes);
        await WriteColumn(PartSchema.Modified, _modified);
        var values = Rows * dimension;
        await group.WriteAllPartsAsync<float>(
            PartSchema.Embedding, _embeddings.AsMemory(0, values),
            _definitionLevels.AsMemory(0, values), _repetitionLevels.AsMemory(0, values), default);
        group.CompleteValidate();

        Task WriteColumn<T>(DataField field, T[] values) where T : struct =>
            group.WriteAllPartsAsync<T>(field, values.AsMemory(0, Rows), null, null, default);
    }

    /// <summary>Reads which clips the group holds, and nothing else.</summary>
    /// <exception cref="DamagedPartException">A column cannot be read; the same holds of the methods below.</exception>
    public async Task ReadKeysAsync(PartGroup group, CancellationToken cancellation)
    {
        EnsureCapacity((int)group.Rows);
        Rows = (int)group.Rows;
        await ReadColumn(group, PartSchema.Clip, _clips, cancellation);
        await ReadColumn(group, PartSchema.View, _views, cancellation);
        await ReadColumn(group, PartSchema.Window, _windows, cancellation);
    }

    public async Task ReadSourcesAsync(PartGroup group, CancellationToken cancellation)
    {
        await ReadColumn(group, PartSchema.Audio, _audio, cancellation);
        for (var row = 0; row < Rows; row++)
            if (_audio[row].Length != HashBytes)
                throw group.Damaged($"It has a hash of {_audio[row].Length} bytes in column {PartSchema.Audio.Path}, not of {HashBytes}.");
        await ReadColumn(group, PartSchema.Size, _sizes, cancellation);
        await ReadColumn(group, PartSchema.Modified, _modified, cancellation);
    }

    public async Task ReadTimesAsync(PartGroup group, CancellationToken cancellation)
    {
        await ReadColumn(group, PartSchema.Start, _starts, cancellation);
        await ReadColumn(group, PartSchema.Duration, _durations, cancellation);
    }

    public ValueTask ReadEmbeddingsAsync(PartGroup group, CancellationToken cancellation)
    {
        EnsureValues(checked(Rows * dimension));
        return group.ReadAsync<float>(PartSchema.Embedding, _embeddings, cancellation, _definitionLevels, _repetitionLevels);
    }

    public async Task ReadAllAsync(PartGroup group)
    {
        await ReadKeysAsync(group, CancellationToken.None);
        await ReadSourcesAsync(group, CancellationToken.None);
        await ReadTimesAsync(group, CancellationToken.None);
        await ReadEmbeddingsAsync(group, CancellationToken.None);
    }

    private ValueTask ReadColumn<T>(PartGroup group, DataField field, T[] values, CancellationToken cancellation) where T : struct =>
        group.ReadAsync<T>(field, values.AsMemory(0, Rows), cancellation);

    private void Copy(int from, int to)
    {
        if (from == to) return;
        (_clips[to], _views[to], _windows[to]) = (_clips[from], _views[from], _windows[from]);
        (_starts[to], _durations[to]) = (_starts[from], _durations[from]);
        (_audio[to], _sizes[to], _modified[to]) = (_audio[from], _sizes[from], _modified[from]);
        Embedding(from).CopyTo(_embeddings.AsSpan(to * dimension));
    }

    /// <summary>A row begins at a value of repetition level 0. Reading overwrites the levels, hence anew for every group.</summary>
    private void FillLevels()
    {
        var values = Rows * dimension;
        _definitionLevels.AsSpan(0, values).Fill(Present);
        _repetitionLevels.AsSpan(0, values).Fill(1);
        for (var value = 0; value < values; value += dimension) _repetitionLevels[value] = 0;
    }

    private void EnsureCapacity(int rows)
    {
        if (_clips.Length >= rows) return;
        rows = Math.Max(rows, TargetRows);
        _clips = new ReadOnlyMemory<char>[rows];
        (_views, _windows) = (new int[rows], new int[rows]);
        (_starts, _durations) = (new float[rows], new float[rows]);
        (_hashes, _audio) = (new byte[rows * HashBytes], new ReadOnlyMemory<byte>[rows]);
        (_sizes, _modified) = (new long[rows], new long[rows]);
    }

    /// <summary>Apart from the other columns, for whoever reads only those.</summary>
    private void EnsureValues(int values)
    {
        if (_embeddings.Length >= values) return;
        values = Math.Max(values, TargetRows * dimension);
        _embeddings = new float[values];
        (_definitionLevels, _repetitionLevels) = (new int[values], new int[values]);
    }
}
