using System.Text;

namespace Hares.Pipeline.Report;

/// <summary>Columns of text under a header, aligned with blanks, the same on a terminal and in a pipe.</summary>
internal static class TextTable
{
    /// <param name="rows">The header first; all rows of equal length.</param>
    public static string Aligned(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var (index, row) in rows.Index())
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
            if (index == 0) text.Append('-', widths.Sum() + 2 * (widths.Length - 1)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The same cells with what was across going down.</summary>
    public static IReadOnlyList<string[]> Turned(IReadOnlyList<string[]> rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];
}
