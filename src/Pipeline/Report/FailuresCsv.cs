using System.Text.Json;

namespace Hares.Pipeline.Report;

/// <summary>failures.csv: one row for every clip an encoder could not embed.</summary>
internal static class FailuresCsv
{
    /// <summary>Writes row by row: of millions of clips all may fail.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<Failure> failures)
    {
        writer.Write("encoder,dataset,clip,reason,detail\n");
        var ordered = failures
            .OrderBy(failure => failure.Encoder, StringComparer.Ordinal)
            .ThenBy(failure => failure.Dataset, StringComparer.Ordinal)
            .ThenBy(failure => failure.Clip, StringComparer.Ordinal);
        foreach (var failure in ordered)
        {
            var reason = JsonNamingPolicy.KebabCaseLower.ConvertName(failure.Reason.ToString());
            writer.Write(string.Join(',', new[] { failure.Encoder, failure.Dataset, failure.Clip, reason, failure.Detail }.Select(Quoted)) + '\n');
        }
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
