namespace Hares.Pipeline.Tasks;

/// <summary>
/// Names of the temporary files that hold a probe's embeddings. They lie in the cache's folder: its disk is the one that has room for embeddings.
/// </summary>
internal static class ProbeFiles
{
    public static string NewPath(string cache) => Path.Combine(cache, $"_probe-{Guid.NewGuid():N}.tmp");

    /// <summary>Deletes what killed runs left behind. Only for who holds the cache's lock.</summary>
    public static void ClearUp(string cache)
    {
        foreach (var path in Directory.EnumerateFiles(cache, "_probe-*.tmp")) File.Delete(path);
    }
}
