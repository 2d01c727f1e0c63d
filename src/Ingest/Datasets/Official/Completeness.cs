using System.Globalization;

namespace Hares.Ingest.Datasets.Official;

/// <summary>Compares what is on disk with what the owners publish.</summary>
internal static class Completeness
{
    /// <summary>What a dataset lacks, in words that follow its folder's name; null when it is whole.</summary>
    public static string? Shortfall(OfficialDataset official, Dataset dataset)
    {
        List<string> lacks = [];
        if (Clips(official, dataset) is { } clips) lacks.Add(clips);
        if (dataset.Missing.Count > official.Clips.Values.Sum() * official.Attrition)
            lacks.Add(string.Create(CultureInfo.InvariantCulture, $"{dataset.Missing.Count:N0} of the files that its metadata names ({dataset.Missing.First[0]} first)"));
        foreach (var (label, classes) in official.Classes)
            if (dataset.Labels.TryGetValue(label, out var column) && column.Classes.Count < classes)
                lacks.Add($"{classes - column.Classes.Count} of {official.Title}'s {classes} classes of {label}");
        return lacks.Count == 0 ? null : "lacks " + string.Join("; ", lacks);
    }

    private static string? Clips(OfficialDataset official, Dataset dataset)
    {
        var found = dataset.Partitions.CountBy(partition => partition).ToDictionary();
        var parts = official.Clips.Where(part => found.GetValueOrDefault(part.Key) < part.Value * (1 - official.Attrition)).ToList();
        if (parts.Count == 0) return null;

        var lacking = parts.Sum(part => part.Value - found.GetValueOrDefault(part.Key));
        var told = parts.Select(part => string.Create(CultureInfo.InvariantCulture,
            $"{(dataset.HasFolds ? "fold " : "")}{part.Key} has {found.GetValueOrDefault(part.Key):N0} of {part.Value:N0}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{lacking:N0} of {official.Title}'s {official.Clips.Values.Sum():N0} clips ({string.Join(", ", told)})");
    }
}
