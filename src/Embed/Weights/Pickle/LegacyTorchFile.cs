using System.Buffers.Binary;

namespace Hares.Embed.Weights.Pickle;

/// <summary>
/// What torch.save wrote before PyTorch 1.6, and many published weights still are (torch/serialization.py, _legacy_save): five pickles one after
/// another, a magic number, a version, the machine, the checkpoint and the keys of its storages, then each storage with its length before it.
/// </summary>
internal static class LegacyTorchFile
{
    private const long Version = 1001;

    /// <summary>The magic number as its pickle writes it: a 10-byte integer.</summary>
    private static ReadOnlySpan<byte> Magic =>
    [
        0x80, 2, (byte)Opcode.Long1, 10, 0x6C, 0xFC, 0x9C, 0x46,
        0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)Opcode.Stop
    ];

    /// <param name="file">Disposed with the result.</param>
    /// <exception cref="WeightsException">Not such a file, or not of tensors alone.</exception>
    public static TorchFile Open(FileStream file)
    {
        try
        {
            RequireMagic(file);
            var storages = new Dictionary<string, PickledStorage>();
            if (Unpickler.Read(file, storages) is not Version)
                throw new InvalidDataException($"its version is not {Version}.");
            if (Unpickler.Read(file, storages) is not PickledDictionary machine || machine.Values.GetValueOrDefault("little_endian") is not true)
                throw new InvalidDataException("it was not written on a little-endian machine.");
            var tensors = StateDict.Tensors(Unpickler.Read(file, storages));
            var offsets = Offsets(file, Unpickler.Read(file, storages), storages);
            return new TorchFile(file.Name, tensors, Read, file);

            void Read(PickledStorage storage, Span<float> destination)
            {
                file.Position = offsets[storage.Key];
                FloatReader.Read(file, storage.Type, destination);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
            var reason = e is EndOfStreamException ? "the checkpoint is cut short or damaged; fetch it again." : e.Message;
            throw new WeightsException($"{file.Name}: {reason}", e);
        }
    }

    private static void RequireMagic(FileStream file)
    {
        Span<byte> start = stackalloc byte[Magic.Length];
        if (!start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].SequenceEqual(Magic))
            throw new InvalidDataException(
                "a Python pickle, but none that torch.save wrote; save the network's state_dict() with torch.save, or arrays with numpy.savez.");
    }

    /// <summary>Where each storage's numbers begin; all of them, for each must be stepped over to find the next.</summary>
    private static Dictionary<string, long> Offsets(FileStream file, object? keys, Dictionary<string, PickledStorage> storages)
    {
        var offsets = new Dictionary<string, long>();
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        foreach (var key in keys as List<object?> ?? throw new InvalidDataException("it does not list its storages."))
        {
            if (key is not string name || !storages.TryGetValue(name, out var storage))
                throw new InvalidDataException("it lists a storage that no tensor has.");
            file.ReadExactly(prefix);
            if (BinaryPrimitives.ReadInt64LittleEndian(prefix) != storage.Elements)
                throw new InvalidDataException($"storage '{name}' has another length than its tensors say.");
            if (storage.Bytes > file.Length - file.Position)
                throw new InvalidDataException(
                    $"storage '{name}' should have {storage.Bytes} bytes, but the file ends before; it is cut short, fetch it again.");
            offsets[name] = file.Position;
            file.Position += storage.Bytes;
        }

        return storages.Keys.FirstOrDefault(key => !offsets.ContainsKey(key)) is { } missing
            ? throw new InvalidDataException($"it lacks storage '{missing}'.")
            : offsets;
    }
}
