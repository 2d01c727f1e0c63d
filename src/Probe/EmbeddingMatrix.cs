using System.Runtime.InteropServices;

namespace Hares.Probe;

/// <summary>
/// Embeddings of a task's windows, one row each, in native memory, for a corpus outgrows the 2^31 elements of an array; or in a file, for the
/// largest outgrow a machine's memory. Filled once by its owner, then read only; disposed by its owner.
/// </summary>
public sealed unsafe class EmbeddingMatrix : IDisposable
{
    private const nuint CacheLineBytes = 64; // a vector that straddles two lines is loaded twice

    private readonly MappedFile? _file; // owns the values where there is one
    private void* _memory; // or this, where the values begin at the first whole cache line
    private float* _values;

    /// <summary>Reserves <paramref name="rows"/> x <paramref name="dimension"/> floats of memory, all zero.</summary>
    public EmbeddingMatrix(int rows, int dimension) : this(rows, dimension, path: null)
    {
    }

    private EmbeddingMatrix(int rows, int dimension, string? path)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        (Rows, Dimension) = (rows, dimension);
        var bytes = checked((long)Math.Max(rows, 1) * dimension * sizeof(float));
        if (path is not null)
        {
            _file = new MappedFile(path, bytes);
            _values = (float*)_file.Start;
            return;
        }
        _memory = NativeMemory.AllocZeroed((nuint)bytes + CacheLineBytes - 1); // what the system gives anew is zero without being written
        _values = (float*)(((nuint)_memory + CacheLineBytes - 1) / CacheLineBytes * CacheLineBytes);
    }

    /// <summary>Number of windows.</summary>
    public int Rows { get; }

    /// <summary>Length of an embedding.</summary>
    public int Dimension { get; }

    /// <summary>
    /// Reserves <paramref name="rows"/> x <paramref name="dimension"/> floats in a new file, all zero. The operating system keeps as much of it in
    /// memory as there is room for. The file is gone once the matrix is disposed or the process has ended, however that comes about.
    /// </summary>
    /// <exception cref="IOException">The file is there already, cannot be made, or its disk has no room for it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static EmbeddingMatrix InFile(int rows, int dimension, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new EmbeddingMatrix(rows, dimension, path);
    }

    /// <summary>The embedding of window <paramref name="row"/>, to read or to fill.</summary>
    public Span<float> Row(int row)
    {
        ObjectDisposedException.ThrowIf(_values == null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        return new Span<float>(_values + (nint)row * Dimension, Dimension);
    }

    /// <summary>A stretch of rows, one following another; fewer than 2^31 elements.</summary>
    internal Span<float> Stretch(int firstRow, int rows)
    {
        ObjectDisposedException.ThrowIf(_values == null, this);
        return new Span<float>(_values + ((nint)firstRow * Dimension), checked(rows * Dimension));
    }

    /// <summary>All rows; fewer than 2^31 elements.</summary>
    internal Span<float> All => Stretch(0, Rows);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        _file?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of a matrix whose owner forgot it; a file sees to itself.</summary>
    ~EmbeddingMatrix() => Free();

    private void Free()
    {
        NativeMemory.Free(_memory);
        _memory = _values = null;
    }
}
