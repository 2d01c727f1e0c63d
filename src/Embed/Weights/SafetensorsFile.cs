using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Hares.Embed.Weights;

/// <summary>An open safetensors file. Tensors are read one at a time, straight into the memory they are for, and converted to float32.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private const int BlockElements = 1 << 16;

    private readonly FileStream _file;

    private SafetensorsFile(FileStream file, IReadOnlyList<SafetensorsEntry> entries) => (_file, Entries) = (file, entries);

    public string Path => _file.Name;

    /// <summary>All tensors, in the order of their offsets.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <exception cref="WeightsException">The file cannot be opened or is not a sound safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: the weights cannot be opened: {e.Message}", e);
        }

        try
        {
            return new SafetensorsFile(file, SafetensorsHeader.Read(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Fills <paramref name="destination"/> with the tensor's values in row-major order.</summary>
    /// <exception cref="WeightsException">The tensor is of another type than F16, BF16, F32 or F64, or the file was cut short meanwhile.</exception>
    public void Read(SafetensorsEntry entry, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, entry.Elements);
        switch (entry.Type)
        {
            case SafetensorsType.F32:
                ReadBytes(MemoryMarshal.AsBytes(destination), entry.Offset);
                break;
            case SafetensorsType.F64:
                ReadBlocks<double>(entry, destination, TensorPrimitives.ConvertTruncating);
                break;
            case SafetensorsType.F16:
                ReadBlocks<Half>(entry, destination, TensorPrimitives.ConvertToSingle);
                break;
            case SafetensorsType.BF16:
                ReadBlocks<ushort>(entry, destination, WidenBrainFloats);
                break;
            default:
                throw new WeightsException($"{Path}: tensor '{entry.Name}' does not hold floating-point numbers.");
        }
    }

    public void Dispose() => _file.Dispose();

    private delegate void Conversion<T>(ReadOnlySpan<T> source, Span<float> destination);

    private void ReadBlocks<T>(SafetensorsEntry entry, Span<float> destination, Conversion<T> convert) where T : unmanaged
    {
        var block = new T[Math.Min(BlockElements, destination.Length)];
        for (var done = 0; done < destination.Length; done += block.Length)
        {
            var part = block.AsSpan(0, Math.Min(block.Length, destination.Length - done));
            ReadBytes(MemoryMarshal.AsBytes(part), entry.Offset + (long)done * Marshal.SizeOf<T>());
            convert(part, destination.Slice(done, part.Length));
        }
    }

    private void ReadBytes(Span<byte> destination, long offset)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, destination, offset);
            if (read == 0)
                throw new WeightsException($"{Path}: the file ended while it was being read.");
            destination = destination[read..];
            offset += read;
        }
    }

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    private static void WidenBrainFloats(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }
}
