using System.Globalization;

namespace Hares.Ingest.Datasets.Official;

/// <summary>Compares what is on disk with what the owners publish.</summary>
internal static class Completeness
{
    /// <summary>What a dataset lacks, in words that follow its folder's name; null when it is whole.</summary>
    public static string? Shortfall(OfficialDataset official, Dataset dataset)
    {
        var (title, parts) = dataset.Edition is { } edition ? (edition.Title, edition.Clips) : (official.Title, official.Clips);
        var published = dataset.Edition is null ? official.AllClips : parts.Values.Sum();
        List<string> lacks = [];
        AddClips(lacks, dataset, title, parts, published, official.Attrition);
        if (dataset.Missing.Count > published * official.Attrition)
            lacks.Add(string.Create(CultureInfo.InvariantCulture, $"{dataset.Missing.Count:N0} files that its metadata names, {dataset.Missing.First[0]} first"));
        foreach (var (label, classes) in official.Classes)
            if (dataset.Labels.TryGetValue(label, out var column) && column.Classes.Count < classes)
                lacks.Add($"{classes - column.Classes.Count} of {title}'s {classes} classes of {label}");
        return lacks.Count == 0 ? null : "lacks " + string.Join("; ", lacks);
    }

    /// <summary>A partition may be short while the total is right: a list of test clips was cut, and they count as training clips.</summary>
    private static void AddClips(
        List<string> lacks, Dataset dataset, string title, IReadOnlyDictionary<string, int> parts, int published, double attrition)
    {
        var found = dataset.Partitions.CountBy(partition => partition).ToDictionary();
        var shortParts = parts.Where(part => found.GetValueOrDefault(part.Key) < part.Value).ToList();
        var lacking = parts.Count > 0 ? shortParts.Sum(part => part.Value - found.GetValueOrDefault(part.Key)) : published - dataset.Clips.Count;
        if (lacking <= published * attrition) return;

        var sentences = shortParts.Select(part => string.Create(CultureInfo.InvariantCulture,
            $"{(dataset.HasFolds ? "fold " : "")}{part.Key} has {found.GetValueOrDefault(part.Key):N0} of {part.Value:N0}"));
        var detail = shortParts.Count > 0 ? $" ({string.Join(", ", sentences)})" : "";
        lacks.Add(string.Create(CultureInfo.InvariantCulture, $"{lacking:N0} of {title}'s {published:N0} clips{detail}"));
    }
}
