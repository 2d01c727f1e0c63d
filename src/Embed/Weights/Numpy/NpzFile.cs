using System.IO.Compression;

namespace Hares.Embed.Weights.Numpy;

/// <summary>
/// A zip archive of arrays as numpy.savez writes it, compressed or not: how Haiku's parameters travel. An entry is expanded only as far as its
/// header and the array the network asked for.
/// </summary>
internal sealed class NpzFile : ITensorFile
{
    public const string Extension = ".npy";

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, (ZipArchiveEntry Entry, NpyHeader Header)> _arrays;

    private NpzFile(string path, ZipArchive zip, Dictionary<string, (ZipArchiveEntry Entry, NpyHeader Header)> arrays)
    {
        (Path, _zip, _arrays) = (path, zip, arrays);
        Tensors = [.. arrays.Select(array => new StoredTensor(array.Key, array.Value.Header.Type, array.Value.Header.Shape))];
    }

    public string Path { get; }

    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <exception cref="InvalidDataException">An entry is no array of numbers, or of another length than it says.</exception>
    public static NpzFile Open(FileStream file, ZipArchive zip)
    {
        var arrays = new Dictionary<string, (ZipArchiveEntry, NpyHeader)>();
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            if (!arrays.TryAdd(entry.FullName[..^Extension.Length], (entry, Header(entry))))
                throw new InvalidDataException($"the archive holds {entry.FullName} twice.");
        return new NpzFile(file.Name, zip, arrays);
    }

    public void Read(StoredTensor tensor, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, tensor.Elements);
        if (tensor.Type == ElementType.Other)
            throw new WeightsException($"{Path}: array '{tensor.Name}' does not hold floating-point numbers.");
        var (entry, header) = _arrays[tensor.Name];
        try
        {
            using var stream = entry.Open();
            stream.ReadExactly(new byte[header.Bytes]);
            if (header.IsColumnMajor)
                StridedCopy.ToRowMajor(Values(stream, tensor), 0, header.Shape, ColumnMajor(header.Shape), destination);
            else
                FloatReader.Read(stream, tensor.Type, destination);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new WeightsException($"{Path}: array '{tensor.Name}' cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => _zip.Dispose();

    private static NpyHeader Header(ZipArchiveEntry entry)
    {
        try
        {
            using var stream = entry.Open();
            var header = NpyHeader.Read(stream);
            var bytes = header.Shape.Aggregate((long)header.ElementBytes, (product, size) => checked(product * size));
            return entry.Length == checked(header.Bytes + bytes)
                ? header
                : throw new InvalidDataException($"it should have {bytes} bytes after its header, but has {entry.Length - header.Bytes}.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new InvalidDataException($"array {entry.FullName}: {e.Message}", e);
        }
    }

    private static float[] Values(Stream stream, StoredTensor tensor)
    {
        var values = new float[tensor.Elements];
        FloatReader.Read(stream, tensor.Type, values);
        return values;
    }

    private static long[] ColumnMajor(long[] shape) =>
        [.. shape.Select((_, dimension) => shape.Take(dimension).Aggregate(1L, (product, size) => product * size))];
}
