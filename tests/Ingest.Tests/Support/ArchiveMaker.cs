using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Hares.Ingest.Tests.Support;

/// <summary>Makes archives in memory, good ones and hostile ones.</summary>
internal static class ArchiveMaker
{
    public static byte[] Tar(params (string Name, string Content)[] files) => Tar([.. files.Select(file => FileEntry(file.Name, file.Content))]);

    public static byte[] Tar(params TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, leaveOpen: true))
            foreach (var entry in entries) writer.WriteEntry(entry);
        return bytes.ToArray();
    }

    public static TarEntry FileEntry(string name, string content) =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) };

    public static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(content);
        return bytes.ToArray();
    }

    public static byte[] Zip(params (string Name, string Content)[] files) => Zip(_ => { }, files);

    public static byte[] Zip(Action<ZipArchiveEntry> change, params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                change(entry);
                if (name.EndsWith('/')) continue;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        return bytes.ToArray();
    }

    /// <summary>Sets the flag that says encrypted, in the header of every file and in the directory at the end.</summary>
    public static byte[] Encrypted(byte[] zip)
    {
        for (var i = 0; i + 10 < zip.Length; i++)
        {
            if (zip.AsSpan(i).StartsWith("PK\u0003\u0004"u8)) zip[i + 6] |= 1;
            if (zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8)) zip[i + 8] |= 1;
        }
        return zip;
    }
}
