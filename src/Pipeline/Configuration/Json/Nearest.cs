namespace Hares.Pipeline.Configuration.Json;

/// <summary>The known name that a misspelt one most likely means.</summary>
internal static class Nearest
{
    /// <summary>"; did you mean 'x'?" when a known name is near, else the list of known names.</summary>
    public static string Hint(string given, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0) return "";
        var best = known.MinBy(name => Distance(given, name))!;
        return Distance(given, best) <= Math.Max(2, given.Length / 3)
            ? $"; did you mean '{best}'?"
            : $"; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>Levenshtein's edit distance, blind to case.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
