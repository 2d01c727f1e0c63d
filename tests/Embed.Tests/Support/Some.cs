namespace Hares.Embed.Tests.Support;

/// <summary>Sample values.</summary>
internal static class Some
{
    /// <summary>Windows that look like log-mel: around -5, a few units wide, all different.</summary>
    public static float[][] LogMel(int windows, int frames, int bands) =>
    [
        .. Enumerable.Range(0, windows).Select(window => Enumerable.Range(0, frames * bands)
            .Select(i => (float)(-5 + 3 * Math.Sin(0.37 * i + 1.7 * window) + Math.Cos(0.011 * i * (window + 1)))).ToArray()),
    ];

    /// <summary>A file name in a folder of this test run.</summary>
    public static string TemporaryFile()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hares-embed-tests");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, Guid.NewGuid().ToString("N"));
    }
}
