using Hares.Ingest.Datasets;
using Hares.Probe;

namespace Hares.Pipeline.Tasks;

/// <summary>The official division of a task's clips: every fold tested once, or the one given split. Nothing is shuffled.</summary>
internal static class FoldPlan
{
    /// <param name="dataset">Knows the partition of every clip.</param>
    /// <param name="clips">The clips that take part, as places in the dataset; folds speak of places in this list.</param>
    public static IReadOnlyList<Fold> Of(Dataset dataset, IReadOnlyList<int> clips)
    {
        var partitions = clips.Select(clip => dataset.Partitions[clip]).ToList();
        if (!dataset.HasFolds) return [new Fold(Where("train"), Where("valid"), Where("test"))];

        var names = partitions.Distinct().Order(StringComparer.Ordinal).ToList();
        return Fold.LeaveOneOut([.. partitions.Select(partition => names.IndexOf(partition))]);

        int[] Where(string split) => [.. partitions.Index().Where(entry => entry.Item == split).Select(entry => entry.Index)];
    }
}
