using Parquet.Serialization;

namespace Hares.Pipeline.Tests.Support;

/// <summary>What lies in a cache, read with a plain Parquet reader and without any of the cache's own code.</summary>
internal static class CacheContent
{
    private static readonly string[] Furniture = ["cache.lock", "cache.lock.txt", "encoder.json", "_verified"];

    /// <summary>Paths of all parts.</summary>
    public static IReadOnlyList<string> Parts(string cache) => Files(cache, "part-*.parquet");

    /// <summary>Paths of parts being written, or left over.</summary>
    public static IReadOnlyList<string> Temporary(string cache) => Files(cache, "_part-*.tmp");

    /// <summary>Files that are neither parts nor what else belongs into a cache.</summary>
    public static IEnumerable<string> Strangers(string cache) =>
        Files(cache, "*").Except(Parts(cache)).Where(path => !Furniture.Contains(Path.GetFileName(path)));

    /// <summary>Every row of every part by folder, clip, view and window.</summary>
    /// <exception cref="ArgumentException">A window is cached twice.</exception>
    public static async Task<Dictionary<(string Folder, string Clip, int View, int Window), float[]>> RowsAsync(string cache)
    {
        var rows = new Dictionary<(string, string, int, int), float[]>();
        foreach (var part in Parts(cache))
        {
            using var stream = File.OpenRead(part);
            var read = await ParquetSerializer.DeserializeAsync<CacheRow>(stream, cancellationToken: TestContext.Current.CancellationToken);
            foreach (var row in read.Data)
                rows.Add((Path.GetRelativePath(cache, Path.GetDirectoryName(part)!), row.Clip, row.View, row.Window), [.. row.Embedding]);
        }
        return rows;
    }

    private static List<string> Files(string cache, string pattern) =>
        Directory.Exists(cache) ? [.. Directory.EnumerateFiles(cache, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
}
