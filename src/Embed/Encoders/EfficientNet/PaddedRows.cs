using System.Runtime.InteropServices;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// A few rows of a map, of some of its channels, with zeros before and after each row: what a kernel sees there beyond the map's edges. Places lie next to each
/// other, each with its channels.
/// </summary>
internal sealed unsafe class PaddedRows : IDisposable
{
    private const int CacheLine = 64;

    private readonly int _padding;
    private readonly float* _memory;

    /// <param name="capacity">Rows that there is room for.</param>
    /// <param name="bands">Places in a row.</param>
    /// <param name="padding">Places of zeros on either side of it.</param>
    /// <param name="channels">Floats in a place.</param>
    public PaddedRows(int capacity, int bands, int padding, int channels)
    {
        (Bands, Channels, _padding) = (bands, channels, padding);
        var bytes = (nuint)(capacity * RowFloats * sizeof(float));
        _memory = (float*)NativeMemory.AlignedAlloc(bytes, CacheLine);
        NativeMemory.Clear(_memory, bytes);
    }

    /// <summary>Places in a row, without its zeros.</summary>
    public int Bands { get; }

    /// <summary>Floats in a place.</summary>
    public int Channels { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int RowFloats => (Bands + 2 * _padding) * Channels;

    /// <summary>First row of the map that is here.</summary>
    public int First { get; private set; }

    /// <summary>The row after the last that is here.</summary>
    public int End { get; private set; }

    /// <summary>The zeros before a row of the map, or where they would be.</summary>
    public float* Before(int row) => _memory + (nint)(row - First) * RowFloats;

    /// <summary>The first place of a row of the map, or where it would be.</summary>
    public float* At(int row) => Before(row) + _padding * Channels;

    /// <summary>Keeps those of the rows that are here, and makes room for the others, which the caller writes.</summary>
    /// <param name="rows">None of them before the first that is here, nor more than there is room for.</param>
    /// <returns>The first row to write.</returns>
    public int MoveTo((int First, int End) rows)
    {
        var (first, end) = rows;
        var isNew = Math.Max(first, End);
        if (first < End)
            new Span<float>(Before(first), (End - first) * RowFloats).CopyTo(new Span<float>(_memory, (End - first) * RowFloats));
        (First, End) = (first, end);
        return isNew;
    }

    /// <summary>Takes rows as they are.</summary>
    /// <param name="map">All of the map, with no other channels.</param>
    /// <param name="first">Row to begin with.</param>
    public void Copy(float* map, int first)
    {
        var row = Bands * Channels;
        for (var i = first; i < End; i++)
            new Span<float>(map + (nint)i * row, row).CopyTo(new Span<float>(At(i), row));
    }

    /// <summary>Lets go of all rows.</summary>
    public void Clear() => (First, End) = (0, 0);

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
