using System.Runtime.InteropServices;

namespace Hares.Probe;

/// <summary>
/// Embeddings of a task's windows, one row each, in native memory: a corpus outgrows the 2 GiB elements of an array.
/// Filled once by its owner, then read only; disposed by its owner.
/// </summary>
public sealed unsafe class EmbeddingMatrix : IDisposable
{
    private const nuint CacheLineBytes = 64; // a vector that straddles two lines is loaded twice

    private float* _values;

    /// <summary>Reserves <paramref name="rows"/> x <paramref name="dimension"/> floats, all zero.</summary>
    public EmbeddingMatrix(int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        Rows = rows;
        Dimension = dimension;
        var bytes = checked((nuint)Math.Max(rows, 1) * (nuint)dimension * sizeof(float));
        _values = (float*)NativeMemory.AlignedAlloc(bytes, CacheLineBytes);
        NativeMemory.Clear(_values, bytes);
    }

    /// <summary>Number of windows.</summary>
    public int Rows { get; }

    /// <summary>Length of an embedding.</summary>
    public int Dimension { get; }

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
        NativeMemory.AlignedFree(_values);
        _values = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of a matrix whose owner forgot it.</summary>
    ~EmbeddingMatrix() => NativeMemory.AlignedFree(_values);
}
