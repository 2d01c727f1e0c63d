using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Download;

/// <summary>An archive as a dataset's owners ship it, and where its content belongs.</summary>
public sealed record OfficialArchive
{
    private const string AnyFolder = "*/";

    /// <summary>The files it comes in, relative to the dataset's folder: one, or the parts that it was cut into, in order.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>The folder for the content, relative to the dataset's; by default that one itself.</summary>
    public string Into { get; init; } = "";

    /// <summary>Names that belong to the content: a lone folder around everything with another name is dropped.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>A file or folder that is there once it is unpacked, relative to the dataset's folder.</summary>
    public required string Yields { get; init; }

    /// <summary>
    /// Where else the dataset's reader finds that, in a folder that was filled by hand; a leading <c>*/</c> stands for any one folder (see
    /// <see cref="LayoutFolder"/>). By default inside the folder that an archive brings along.
    /// </summary>
    public IReadOnlyList<string> Elsewhere
    {
        get => field ?? [AnyFolder + Yields];
        init;
    }

    /// <summary>What it holds, by default something of its own: of archives with equal content, the first that is there is unpacked.</summary>
    public string Content
    {
        get => field ?? Name;
        init;
    }

    /// <summary>The edition of the dataset that it belongs to, where there are several, which do not mix; null where there is one.</summary>
    public string? Edition { get; init; }

    /// <summary>About how large it is; 0 where that is not known.</summary>
    public long PackedBytes { get; init; }

    /// <summary>About how large its content is; 0 where that is not known.</summary>
    public long UnpackedBytes { get; init; }

    /// <summary>What it is called in messages and records.</summary>
    public string Name => Parts[0];

    /// <summary>Whether what it yields lies somewhere in the dataset's folder.</summary>
    internal bool IsFoundIn(string root) => Directory.Exists(root) && Elsewhere.Prepend(Yields).Any(place =>
        place.StartsWith(AnyFolder, StringComparison.Ordinal)
            ? LayoutFolder.Find(root, place[AnyFolder.Length..]) != root
            : Path.Exists(Path.Join(root, place)));
}
