using System.Buffers.Binary;
using System.Text;

namespace Hares.Features.Export;

/// <summary>
/// Writes a float32 matrix as NumPy's .npy format 1.0: little endian, row by row, as numpy.lib.format describes. Whoever owns the
/// stream sees to it that a file appears whole or not at all.
/// </summary>
public static class NpyWriter
{
    private const int Alignment = 64;
    private const int ChunkValues = 4096;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Writes rows x columns values.</summary>
    /// <exception cref="ArgumentException">The values are not rows x columns in number.</exception>
    public static void Write(Stream stream, ReadOnlySpan<float> values, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{values.Length} values do not make {rows} x {columns}.", nameof(values));
        stream.Write(Header(rows, columns));
        WriteValues(stream, values);
    }

    // Magic, length of the rest (2 bytes), a Python dictionary, spaces and a line feed up to a multiple of 64 bytes.
    private static byte[] Header(int rows, int columns)
    {
        var dictionary = FormattableString.Invariant($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        var start = Magic.Length + sizeof(ushort);
        var length = (start + dictionary.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(Magic.Length), (ushort)(length - start));
        Encoding.ASCII.GetBytes(dictionary.PadRight(length - start - 1) + '\n', header.AsSpan(start));
        return header;
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        Span<byte> bytes = stackalloc byte[ChunkValues * sizeof(float)];
        while (!values.IsEmpty)
        {
            var count = Math.Min(ChunkValues, values.Length);
            for (var i = 0; i < count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], values[i]);
            stream.Write(bytes[..(count * sizeof(float))]);
            values = values[count..];
        }
    }
}
