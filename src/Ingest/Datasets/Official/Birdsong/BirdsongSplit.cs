using System.IO.Hashing;
using System.Text;

namespace Hares.Ingest.Datasets.Official.Birdsong;

/// <summary>
/// A split for sets whose owners publish none: the same on every machine, whatever the order of the items and whichever files are there.
/// </summary>
internal static class BirdsongSplit
{
    private const int OneIn = 5;

    /// <summary>The test items: the fifth, rounded down, with the lowest XxHash3 of their names.</summary>
    public static IReadOnlySet<string> Test(IEnumerable<string> items)
    {
        var ranked = items.OrderBy(item => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(item))).ThenBy(item => item, StringComparer.Ordinal).ToList();
        return ranked.Take(ranked.Count / OneIn).ToHashSet();
    }
}
