using System.IO.Compression;
using System.Text;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>TorchScript in the form in which libtorch loads it: a ZIP archive of the code and of a pickled object of its class.</summary>
internal static class ScriptArchive
{
    /// <param name="code">Of one class, <c>Operation</c>, without state.</param>
    public static byte[] Of(string code)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            // An Operation whose training is false.
            Add(archive, "data.pkl", "\u0080\u0002c__torch__\nOperation\n)\u0081}X\u0008\0\0\0training\u0089sb.");
            Add(archive, "code/__torch__.py", code);
            Add(archive, "constants.pkl", "\u0080\u0002).");
            Add(archive, "version", "6\n");
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var entry = archive.CreateEntry($"operation/{name}", CompressionLevel.NoCompression).Open();
        entry.Write(Encoding.Latin1.GetBytes(content));
    }
}
