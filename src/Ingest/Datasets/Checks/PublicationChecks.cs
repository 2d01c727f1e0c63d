using System.Globalization;
using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>How a public dataset on disk differs from what its owners publish, as its reader found.</summary>
internal static class PublicationChecks
{
    public static IEnumerable<Finding> Find(Dataset dataset, bool allowPartial)
    {
        var severity = Severity(dataset, allowPartial);
        if (dataset.Shortfall is { } shortfall)
            yield return new Finding(FindingKind.Incomplete, severity, null, $"{dataset.Root} {shortfall}.", Clips: 0);
        var named = $"of the entries of the {(dataset.SplitList is null ? "metadata" : "list")}";
        if (dataset.Missing.Count > 0)
            yield return Tell(FindingKind.MissingFile, severity, dataset.Missing, $"{named} is not there", $"{named} are not there");
        if (dataset.Mislabelled.Count > 0)
            yield return Tell(FindingKind.Mislabelled, FindingSeverity.Error, dataset.Mislabelled,
                "file has a name that tells another class or fold than the metadata",
                "files have names that tell another class or fold than the metadata");
        if (dataset.Extra.Count > 0)
            yield return Tell(FindingKind.ExtraFile, FindingSeverity.Warning, dataset.Extra,
                "file is not in the metadata and takes no part", "files are not in the metadata and take no part");
    }

    /// <summary>
    /// What is missing stops a run, unless the file allows for it; a few clips of AudioSet, or all but some of a synthetic miniature, always may be.
    /// </summary>
    private static FindingSeverity Severity(Dataset dataset, bool allowPartial) =>
        dataset.Shortfall is null || dataset.IsSynthetic ? FindingSeverity.Note : allowPartial ? FindingSeverity.Warning : FindingSeverity.Error;

    private static Finding Tell(FindingKind kind, FindingSeverity severity, ClipTally clips, string one, string several)
    {
        var first = string.Join(", ", clips.First) + (clips.Count > clips.First.Count ? ", ..." : "");
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{clips.Count:N0} {(clips.Count == 1 ? one : several)}: {first}.");
        return new Finding(kind, severity, null, sentence, clips.Count);
    }
}
