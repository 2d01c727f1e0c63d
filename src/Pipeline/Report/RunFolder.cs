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

    /// <summary>Takes the folder away with what is in it: of a run that did nothing.</summary>
    public void Remove() => Directory.Delete(Path, recursive: true);

    /// <summary>Points <c>latest</c> beside this folder to it, at once: whoever looks meanwhile finds the run before or this one.</summary>
    public void MarkLatest()
    {
        var target = System.IO.Path.GetFileName(Path);
        var aside = File("latest"); // from in here the link leads nowhere, and so .NET renames it as the file it is
        System.IO.File.Delete(aside);
        System.IO.File.CreateSymbolicLink(aside, target);
        System.IO.File.Move(aside, System.IO.Path.Combine(Path, "..", "latest"), overwrite: true);
    }
}
