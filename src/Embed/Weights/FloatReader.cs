using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Hares.Embed.Weights;

/// <summary>Reads little-endian numbers of any floating type as float32, straight into the memory they are for.</summary>
internal static class FloatReader
{
    private const int BlockElements = 1 << 16;

    /// <returns>Bytes of one element.</returns>
    public static int Bytes(ElementType type) => type switch
    {
        ElementType.F16 or ElementType.BF16 => 2,
        ElementType.F32 => 4,
        ElementType.F64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no floating-point type"),
    };

    /// <exception cref="EndOfStreamException">The stream ends first.</exception>
    public static void Read(Stream stream, ElementType type, Span<float> destination)
    {
        switch (type)
        {
            case ElementType.F32:
                stream.ReadExactly(MemoryMarshal.AsBytes(destination));
                break;
            case ElementType.F64:
                ReadBlocks<double>(stream, destination, TensorPrimitives.ConvertTruncating);
                break;
            case ElementType.F16:
                ReadBlocks<Half>(stream, destination, TensorPrimitives.ConvertToSingle);
                break;
            case ElementType.BF16:
                ReadBlocks<ushort>(stream, destination, WidenBrainFloats);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "no floating-point type");
        }
    }

    private delegate void Conversion<T>(ReadOnlySpan<T> source, Span<float> destination);

    private static void ReadBlocks<T>(Stream stream, Span<float> destination, Conversion<T> convert) where T : unmanaged
    {
        var block = new T[Math.Min(BlockElements, destination.Length)];
        for (var done = 0; done < destination.Length; done += block.Length)
        {
            var part = block.AsSpan(0, Math.Min(block.Length, destination.Length - done));
            stream.ReadExactly(MemoryMarshal.AsBytes(part));
            convert(part, destination.Slice(done, part.Length));
        }
    }

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    private static void WidenBrainFloats(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }
}
