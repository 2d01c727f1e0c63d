using System.Text.Unicode;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>A text file of a dataset's metadata: there, not too large, in UTF-8.</summary>
internal static class MetadataFile
{
    private const int MaxBytes = 1 << 29;
    private const int ChunkBytes = 1 << 20;

    /// <summary>
    /// Opens a file at its beginning. Lines that are not UTF-8 go to <paramref name="faults"/>; it is read through once for that, in pieces.
    /// </summary>
    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static FileStream Open(string path, MetadataFaults faults)
    {
        if (Directory.Exists(path)) throw new DatasetException($"{path} is a folder, not a file.");
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new DatasetException($"{path} is larger than {MaxBytes:N0} bytes.");
            using (var file = OpenRead()) AddInvalidLines(file, faults);
            return OpenRead();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{path} does not exist; put it there, or correct the folder in the pipeline file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}");
        }

        FileStream OpenRead() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    private static void AddInvalidLines(Stream file, MetadataFaults faults)
    {
        var buffer = new byte[ChunkBytes];
        int kept = 0, line = 1, lastFault = 0;
        for (int read; (read = file.Read(buffer, kept, ChunkBytes - kept)) > 0 || kept > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            var chunk = read == 0 ? filled : filled[..WholeCharacters(filled)];
            if (Utf8.IsValid(chunk)) line += chunk.Count((byte)'\n');
            else AddInvalidLines(chunk, faults, ref line, ref lastFault);
            kept = filled.Length - chunk.Length;
            filled[chunk.Length..].CopyTo(buffer);
        }
    }

    private static void AddInvalidLines(ReadOnlySpan<byte> chunk, MetadataFaults faults, ref int line, ref int lastFault)
    {
        var first = line;
        foreach (var range in chunk.Split((byte)'\n'))
        {
            if (range.Start.Value > 0) line++;
            if (Utf8.IsValid(chunk[range]) || line == lastFault) continue;
            faults.Add(line, "is not valid UTF-8; save the file as UTF-8.");
            lastFault = line;
        }
        line = first + chunk.Count((byte)'\n');
    }

    /// <summary>Length without a last character whose bytes may go on in the next piece.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> text)
    {
        const int LongestStart = 3;
        for (var back = 1; back <= Math.Min(LongestStart, text.Length); back++)
            if ((text[^back] & 0xC0) != 0x80) return text[^back] < 0x80 || back == text.Length ? text.Length : text.Length - back;
        return text.Length;
    }
}
