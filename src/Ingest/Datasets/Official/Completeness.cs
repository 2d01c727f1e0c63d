using System.Globalization;

namespace Hares.Ingest.Datasets.Official;

/// <summary>Compares what is on disk with what the owners publish.</summary>
internal static class Completeness
{
    /// <summary>What a dataset lacks, in words that follow its folder's name; null when it is whole.</summary>
    public static string? Shortfall(OfficialDataset official, Dataset dataset)
    {
        var title = dataset.Edition?.Title ?? official.Title;
        var list = dataset.SplitList; // its splits are of other sizes than the published ones; their clips together are not
        var parts = list is null ? dataset.Edition?.Clips ?? official.Clips : new Dictionary<string, int>();
        var published = dataset.Edition?.Clips.Values.Sum() ?? official.AllClips;
        List<string> lacks = [];
        if (parts.Count > 0)
        {
            if (Parts(dataset, parts, official.Attrition) is { } part) lacks.Add(Clips(part.Lacking, title, published) + part.Told);
        }
        else if (dataset.Clips.Count < published * (1 - official.Attrition)) lacks.Add(Clips(published - dataset.Clips.Count, title, published));
        if (dataset.Missing.Count > published * official.Attrition)
            lacks.Add(string.Create(CultureInfo.InvariantCulture,
                $"{dataset.Missing.Count:N0} of the entries of its {(list is null ? "metadata" : "list")} ({dataset.Missing.First[0]} first)"));
        foreach (var (label, classes) in official.Classes)
            if (dataset.Labels.TryGetValue(label, out var column) && column.Classes.Count < classes)
                lacks.Add($"{classes - column.Classes.Count} of {title}'s {classes} classes of {label}");
        if (lacks.Count > 0 && dataset.Missing.Links > 0) lacks.Add(Links(dataset));
        var lack = lacks.Count == 0 ? null : $"{(list is null ? "" : $"split by {list} ")}lacks {string.Join("; ", lacks)}";
        if (official.Edition is not { } scored || title == scored.Title) return lack;
        return $"is {title}, not {scored.Title}{(lack is null ? "" : $", and {lack}")}";
    }

    /// <summary>That links were passed over, as the end of a sentence.</summary>
    public static string Links(Dataset dataset) => dataset.Missing.Links switch
    {
        0 => "links in it are not followed",
        1 => "1 link in it was not followed",
        var links => string.Create(CultureInfo.InvariantCulture, $"{links:N0} links in it were not followed"),
    };

    private static string Clips(int lacking, string title, int published) =>
        string.Create(CultureInfo.InvariantCulture, $"{lacking:N0} of {title}'s {published:N0} clips");

    /// <summary>
    /// A partition may be short while the total is right: where a list of test clips was cut, the rest of them would be trained on.
    /// </summary>
    private static (int Lacking, string Told)? Parts(Dataset dataset, IReadOnlyDictionary<string, int> published, double attrition)
    {
        var found = dataset.Partitions.CountBy(partition => partition).ToDictionary();
        var parts = published.Where(part => found.GetValueOrDefault(part.Key) < part.Value * (1 - attrition)).ToList();
        if (parts.Count == 0) return null;

        var told = parts.Select(part => string.Create(CultureInfo.InvariantCulture,
            $"{(dataset.HasFolds ? "fold " : "")}{part.Key} has {found.GetValueOrDefault(part.Key):N0} of {part.Value:N0}"));
        return (parts.Sum(part => part.Value - found.GetValueOrDefault(part.Key)), $" ({string.Join(", ", told)})");
    }
}
