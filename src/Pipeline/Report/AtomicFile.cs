namespace Hares.Pipeline.Report;

/// <summary>Files that appear whole or not at all: written under a temporary name, flushed to disk, renamed.</summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        using var stream = Create(path);
        try
        {
            write(stream);
            Place(stream, path);
        }
        finally
        {
            stream.Dispose();
            File.Delete(stream.Name);
        }
    }

    /// <summary>The same for what is written bit by bit.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        await using var stream = Create(path);
        try
        {
            await write(stream);
            Place(stream, path);
        }
        finally
        {
            stream.Dispose();
            File.Delete(stream.Name);
        }
    }

    public static void WriteText(string path, string text) => WriteText(path, writer => writer.Write(text));

    public static void WriteText(string path, Action<TextWriter> write) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        write(writer);
    });

    private static FileStream Create(string path) => new($"{path}.{Environment.ProcessId}.tmp", FileMode.Create);

    private static void Place(FileStream stream, string path)
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(stream.Name, path, overwrite: true);
    }
}
