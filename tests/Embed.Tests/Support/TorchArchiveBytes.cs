using System.IO.Compression;
using Hares.Embed.Weights.Pickle;

namespace Hares.Embed.Tests.Support;

/// <summary>Writes zip archives in the layout of torch.save.</summary>
internal static class TorchArchiveBytes
{
    /// <summary>A file whose data.pkl is <paramref name="pickle"/>, beside the entries given.</summary>
    public static string File(byte[] pickle, params (string Name, byte[] Content)[] entries) => File(CompressionLevel.NoCompression, pickle, entries);

    public static string File(CompressionLevel level, byte[] pickle, params (string Name, byte[] Content)[] entries)
    {
        var path = Some.TemporaryFile();
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries.Prepend(("data.pkl", pickle)))
        {
            using var stream = zip.CreateEntry("archive/" + name, level).Open();
            stream.Write(content);
        }

        return path;
    }

    /// <summary>A state dict of one tensor "w".</summary>
    public static byte[] OneTensor(Func<PickleBytes, PickleBytes> tensor) =>
        tensor(new PickleBytes().Op(Opcode.EmptyDict).Text("w")).Op(Opcode.SetItem).Stop();
}
