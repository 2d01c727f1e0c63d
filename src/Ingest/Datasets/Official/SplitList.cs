using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official;

/// <summary>
/// A split that replaces a layout's own: a CSV file with the columns <c>clip</c> (the clip's id) and <c>split</c> (train, valid or test). For
/// published lists that the owners of a dataset do not ship. Clips it does not name take no part.
/// </summary>
internal static class SplitList
{
    private static readonly string[] Splits = ["train", "valid", "test"];

    /// <exception cref="DatasetException">The list cannot be used, or names a clip that the dataset lacks; the message lists its first faults.</exception>
    public static Dataset Apply(Dataset dataset, string path)
    {
        using var table = CsvTable.Open(path);
        int clip = table.IndexOf("clip"), split = table.IndexOf("split");
        if (clip < 0 || split < 0) throw new DatasetException($"{path}: the columns must be clip and split; it has {string.Join(", ", table.Header)}.");

        var places = dataset.Clips.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index);
        var chosen = new SortedDictionary<int, string>();
        while (table.Read())
        {
            var (id, name) = (table[clip].ToString(), table[split].ToString());
            if (!Splits.Contains(name)) table.Faults.Add(table.Line, $"has the split \"{name}\"; the splits are train, valid and test.");
            else if (!places.TryGetValue(id, out var place)) table.Faults.Add(table.Line, $"names the clip \"{id}\", which {dataset.Root} does not hold.");
            else if (!chosen.TryAdd(place, name)) table.Faults.Add(table.Line, $"repeats the clip \"{id}\".");
        }
        table.Faults.ThrowIfAny();
        return dataset with
        {
            Clips = [.. chosen.Keys.Select(place => dataset.Clips[place])],
            Partitions = [.. chosen.Values],
            HasFolds = false,
            Labels = dataset.Labels.ToDictionary(
                label => label.Key, label => label.Value with { Values = [.. chosen.Keys.Select(place => label.Value.Values[place])] }),
        };
    }
}
