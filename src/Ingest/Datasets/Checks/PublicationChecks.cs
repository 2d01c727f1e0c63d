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
        if (dataset.Missing.Count > 0)
            yield return Tell(FindingKind.MissingFile, severity, dataset.Missing, "that the metadata names are not there");
        if (dataset.Mislabelled.Count > 0)
            yield return Tell(FindingKind.Mislabelled, FindingSeverity.Error, dataset.Mislabelled, "have names that tell another class than the metadata");
        if (dataset.Extra.Count > 0)
            yield return Tell(FindingKind.ExtraFile, FindingSeverity.Warning, dataset.Extra, "are not in the metadata and take no part");
    }

    /// <summary>What is missing stops a run, unless the file allows for it; a few clips of AudioSet, or all but some of a synthetic miniature, always may be.</summary>
    private static FindingSeverity Severity(Dataset dataset, bool allowPartial) =>
        dataset.Shortfall is null || dataset.IsSynthetic ? FindingSeverity.Note : allowPartial ? FindingSeverity.Warning : FindingSeverity.Error;

    private static Finding Tell(FindingKind kind, FindingSeverity severity, ClipTally clips, string what)
    {
        var first = string.Join(", ", clips.First) + (clips.Count > clips.First.Count ? ", ..." : "");
        return new Finding(kind, severity, null, string.Create(CultureInfo.InvariantCulture, $"{clips.Count:N0} files {what}: {first}."), clips.Count);
    }
}
