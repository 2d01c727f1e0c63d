using System.IO.Compression;
using System.Text;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>Writes arrays as numpy.savez does: a zip archive, not compressed, of a file <c>NAME.npy</c> each.</summary>
internal static class NpzBytes
{
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Values)> arrays)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, values) in arrays)
        {
            using var entry = zip.CreateEntry($"{name}.npy", CompressionLevel.NoCompression).Open();
            entry.Write(Header(values.shape));
            entry.Write(values.bytes);
        }
    }

    private static byte[] Header(long[] shape)
    {
        var sizes = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        text = text.PadRight(117) + '\n'; // with the 10 bytes before it, a multiple of 64
        return [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)text.Length), .. Encoding.Latin1.GetBytes(text)];
    }
}
