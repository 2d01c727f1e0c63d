using System.Text.Unicode;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>Takes a metadata file into memory, within bounds.</summary>
internal static class MetadataFile
{
    private const int MaxBytes = 1 << 29;

    /// <summary>The file's bytes. Lines that are not UTF-8 are faults.</summary>
    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static byte[] Read(string path, MetadataFaults faults)
    {
        if (Directory.Exists(path)) throw new DatasetException($"{path} is a folder, not a file.");
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new DatasetException($"{path} is larger than {MaxBytes:N0} bytes.");
            var bytes = File.ReadAllBytes(path);
            AddInvalidLines(bytes, faults);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{path} does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}");
        }
    }

    private static void AddInvalidLines(ReadOnlySpan<byte> bytes, MetadataFaults faults)
    {
        if (Utf8.IsValid(bytes)) return;
        var line = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(bytes[range])) faults.Add(line, "is not valid UTF-8; save the file as UTF-8.");
        }
    }
}
