namespace Hares.Ingest.Datasets;

/// <summary>Guesses which known name was meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate that equals <paramref name="name"/> but for case, that begins it or is begun by it, or that is at most two edits
    /// (a third of its length) away; null when there is none.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates) =>
        candidates.Where(candidate => candidate.Length > 0)
            .Select(candidate => (candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.Distance <= Math.Min(2, name.Length / 3))
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    private static int Distance(string a, string b) => Math.Min(a.Length, b.Length) >= 3 && (a.StartsWith(b, StringComparison.Ordinal)
        || b.StartsWith(a, StringComparison.Ordinal)) ? 1 : Edits(a, b);

    /// <summary>Levenshtein distance, one row of the table at a time.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
