using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>The folder of one run, <c>&lt;runs&gt;/&lt;name&gt;/&lt;UTC time&gt;/</c>.</summary>
internal sealed class RunFolder
{
    private RunFolder(string path) => Path = path;

    public string Path { get; }

    public static RunFolder Create(string runs, string pipeline, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var parent = System.IO.Path.Combine(runs, pipeline);
        var path = System.IO.Path.Combine(parent, stamp);
        for (var n = 2; Directory.Exists(path); n++) path = System.IO.Path.Combine(parent, $"{stamp}-{n}"); // two runs within a second
        Directory.CreateDirectory(path);
        return new RunFolder(path);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Points <c>latest</c> beside this folder to it.</summary>
    public void MarkLatest()
    {
        var latest = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "latest");
        System.IO.File.Delete(latest);
        System.IO.File.CreateSymbolicLink(latest, System.IO.Path.GetFileName(Path));
    }
}
