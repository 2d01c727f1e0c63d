namespace Hares.Ingest.Synthesis;

/// <summary>Writes files that are whole or absent, whatever happens in between.</summary>
internal static class AtomicFile
{
    /// <summary>Ending of a file that is still being written.</summary>
    public const string PartialSuffix = ".partial";

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var partial = path + PartialSuffix;
        File.WriteAllBytes(partial, content);
        File.Move(partial, path, overwrite: true);
    }
}
