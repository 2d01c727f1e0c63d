using System.IO.Compression;

namespace Hares.Embed.Weights.Pickle;

/// <summary>
/// What torch.save writes since PyTorch 1.6 (torch/serialization.py, caffe2/serialize/inline_container.h): a zip archive, not compressed, of a pickle
/// <c>NAME/data.pkl</c> and a file <c>NAME/data/KEY</c> a storage.
/// </summary>
internal static class TorchArchive
{
    public const string PickleName = "data.pkl";

    /// <exception cref="InvalidDataException">Not such an archive, or not of tensors alone.</exception>
    public static TorchFile Open(FileStream file, ZipArchive zip, ZipArchiveEntry pickle)
    {
        var root = pickle.FullName[..^PickleName.Length];
        if (zip.GetEntry(root + "constants.pkl") is not null)
            throw new InvalidDataException(
                "the archive is a TorchScript program, not a state dict; give it as \"torchscript\" instead of \"weights\".");
        if (zip.Entries.FirstOrDefault(entry => entry.Length != entry.CompressedLength) is { } compressed)
            throw new InvalidDataException($"its entry {compressed.FullName} is compressed; PyTorch writes none that are.");
        RequireLittleEndian(zip.GetEntry(root + "byteorder"));

        var storages = new Dictionary<string, PickledStorage>();
        object? checkpoint;
        using (var stream = new BufferedStream(pickle.Open()))
            checkpoint = Unpickler.Read(stream, storages);
        var entries = storages.Values.ToDictionary(storage => storage.Key, storage => Entry(zip, root, storage, file.Length));
        return new TorchFile(file.Name, StateDict.Tensors(checkpoint), Read, zip);

        void Read(PickledStorage storage, Span<float> destination)
        {
            using var stream = entries[storage.Key].Open();
            FloatReader.Read(stream, storage.Type, destination);
        }
    }

    /// <param name="available">Bytes of the archive: an entry is not compressed, and none can hold more.</param>
    private static ZipArchiveEntry Entry(ZipArchive zip, string root, PickledStorage storage, long available)
    {
        var entry = zip.GetEntry($"{root}data/{storage.Key}") ?? throw new InvalidDataException($"the archive lacks storage '{storage.Key}'.");
        if (entry.Length != storage.Bytes)
            throw new InvalidDataException($"storage '{storage.Key}' should have {storage.Bytes} bytes and has {entry.Length}.");
        return entry.Length <= available
            ? entry
            : throw new InvalidDataException(
                $"storage '{storage.Key}' should have {storage.Bytes} bytes, and the whole archive has {available}; it is damaged, fetch it again.");
    }

    private static void RequireLittleEndian(ZipArchiveEntry? byteOrder)
    {
        if (byteOrder is null)
            return;
        Span<byte> text = stackalloc byte[8];
        using var stream = byteOrder.Open();
        if (!text[..stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)].SequenceEqual("little"u8))
            throw new InvalidDataException("the archive was written on a big-endian machine.");
    }
}
