using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>The last line of a run.</summary>
internal static class RunSummary
{
    public static string Text(RunResults results, RunFolder folder)
    {
        var embedding = results.Embedding;
        var skipped = embedding.Skipped == 0 ? "" : $", {embedding.Skipped:N0} skipped (failures.csv says why)";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(embedding.Computed, "clip")} embedded, {embedding.Reused:N0} from the cache{skipped}; "
            + $"{embedding.WallSeconds:0.0} s in all; results in {folder.Path}");
    }
}
