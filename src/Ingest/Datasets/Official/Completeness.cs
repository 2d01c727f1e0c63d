using System.Globalization;

namespace Hares.Ingest.Datasets.Official;

/// <summary>Compares what is on disk with what the owners publish.</summary>
internal static class Completeness
{
    /// <summary>What a dataset lacks, in words that follow its folder's name; null when it is whole.</summary>
    public static string? Shortfall(OfficialDataset official, Dataset dataset)
    {
        List<string> lacks = [];
        var published = official.Clips.Values.Sum();
        if (dataset.Clips.Count < published * (1 - official.Attrition)) lacks.Add(Clips(official, dataset, published));
        if (dataset.Missing.Count > published * official.Attrition)
            lacks.Add(string.Create(CultureInfo.InvariantCulture, $"{dataset.Missing.Count:N0} of the files that its metadata names ({dataset.Missing.First[0]} first)"));
        foreach (var (label, classes) in official.Classes)
            if (dataset.Labels.TryGetValue(label, out var column) && column.Classes.Count < classes)
                lacks.Add($"{classes - column.Classes.Count} of {official.Title}'s {classes} classes of {label}");
        return lacks.Count == 0 ? null : "lacks " + string.Join("; ", lacks);
    }

    private static string Clips(OfficialDataset official, Dataset dataset, int published)
    {
        var found = dataset.Partitions.CountBy(partition => partition).ToDictionary();
        var parts = official.Clips
            .Where(part => found.GetValueOrDefault(part.Key) < part.Value)
            .Select(part => string.Create(CultureInfo.InvariantCulture,
                $"{(dataset.HasFolds ? "fold " : "")}{part.Key} has {found.GetValueOrDefault(part.Key):N0} of {part.Value:N0}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{published - dataset.Clips.Count:N0} of {official.Title}'s {published:N0} clips ({string.Join(", ", parts)})");
    }
}
