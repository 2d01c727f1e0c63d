namespace Hares.Ingest.Download;

/// <summary>Where a dataset of the benchmark comes from.</summary>
public sealed record DatasetSource
{
    /// <summary>The dataset's name, which is also the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The owners' page.</summary>
    public required Uri Homepage { get; init; }

    /// <summary>The licence in a few words; "unconfirmed" where no text of the owners was found.</summary>
    public required string Licence { get; init; }

    /// <summary>What can be fetched without a person: archives, parts of archives and loose files, by the name they get.</summary>
    public IReadOnlyList<RemoteFile> Files { get; init; } = [];

    /// <summary>
    /// The archives that are unpacked when they lie in the dataset's folder, fetched or put there. One that cannot be fetched where others can is of
    /// another edition: where it lies, nothing is fetched.
    /// </summary>
    public IReadOnlyList<OfficialArchive> Archives { get; init; } = [];

    /// <summary>Archives that may lie in the folder for the sake of another task that shares it: no reason for a word.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>Hashes of archives that are not fetched but put there, by the archive's name, where they are published.</summary>
    public IReadOnlyDictionary<string, Checksum> Checksums { get; init; } = new Dictionary<string, Checksum>();

    /// <summary>The list of addresses of a dataset that comes in thousands of small archives; null for others.</summary>
    public RemoteFile? SubmissionList { get; init; }

    /// <summary>What a person has to do; null where nothing.</summary>
    public string? ByHand { get; init; }

    /// <summary>What must be there in the end, relative to the dataset's folder, where a person puts it there.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>Whether all parts of an archive can be fetched.</summary>
    internal bool Fetches(OfficialArchive archive) => archive.Parts.All(part => Files.Any(file => file.Name == part));
}
