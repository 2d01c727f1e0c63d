using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official;

/// <summary>
/// A split that replaces a layout's own: a CSV file with the columns <c>clip</c> (the clip's id) and <c>split</c> (train, valid or test). For
/// published lists that the owners of a dataset do not ship. Clips it does not name take no part.
/// </summary>
internal static class SplitList
{
    private static readonly string[] Splits = ["train", "valid", "test"];

    /// <param name="dataset">With the layout's split; has at least one clip.</param>
    /// <param name="path">The list.</param>
    /// <param name="allowPartial">Whether the list may name clips that the dataset lacks; they are then its missing ones.</param>
    /// <exception cref="DatasetException">The list cannot be used; the message lists its first faults.</exception>
    public static Dataset Apply(Dataset dataset, string path, bool allowPartial)
    {
        using var table = CsvTable.Open(path);
        int clip = table.IndexOf("clip"), split = table.IndexOf("split");
        if (clip < 0 || split < 0)
            throw new DatasetException($"{path}: the columns must be clip and split; it has {string.Join(", ", table.Header)}.");

        var places = dataset.Clips.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index);
        var chosen = new SortedDictionary<int, string>();
        var named = new HashSet<string>();
        var missing = ClipTally.None with { Links = dataset.Missing.Links };
        var example = $"its clips are named as in \"{dataset.Clips[0].Id}\"";
        while (table.Read())
        {
            var (id, name) = (table[clip].ToString(), table[split].ToString());
            if (!Splits.Contains(name)) table.Faults.Add(table.Line, $"has the split \"{name}\"; the splits are train, valid and test.");
            else if (!named.Add(id)) table.Faults.Add(table.Line, $"repeats the clip \"{id}\".");
            else if (places.TryGetValue(id, out var place)) chosen.Add(place, name);
            else if (allowPartial) missing = missing.With(id);
            else table.Faults.Add(table.Line, $"names the clip \"{id}\", which {dataset.Root} does not hold; {example}.");
        }
        table.Faults.ThrowIfAny();
        foreach (var needed in new[] { "train", "test" }.Where(needed => !chosen.ContainsValue(needed)))
            table.Faults.Add(0, $"names no clip for {needed} that {dataset.Root} holds; {example}.");
        table.Faults.ThrowIfAny();
        return dataset with
        {
            Clips = [.. chosen.Keys.Select(place => dataset.Clips[place])],
            Partitions = [.. chosen.Values],
            HasFolds = false,
            Missing = missing,
            SplitList = path,
            Labels = dataset.Labels.ToDictionary(
                label => label.Key, label => label.Value with { Values = [.. chosen.Keys.Select(place => label.Value.Values[place])] }),
        };
    }
}
