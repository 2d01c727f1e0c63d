using System.Text;
using System.Text.Json;

namespace Hares.Pipeline.Report;

/// <summary>failures.csv: one row for every clip an encoder could not embed.</summary>
internal static class FailuresCsv
{
    public static string Text(IReadOnlyList<Failure> failures)
    {
        var text = new StringBuilder("encoder,dataset,clip,reason,detail\n");
        var ordered = failures
            .OrderBy(failure => failure.Encoder, StringComparer.Ordinal)
            .ThenBy(failure => failure.Dataset, StringComparer.Ordinal)
            .ThenBy(failure => failure.Clip, StringComparer.Ordinal);
        foreach (var failure in ordered)
        {
            var reason = JsonNamingPolicy.KebabCaseLower.ConvertName(failure.Reason.ToString());
            text.AppendJoin(',', new[] { failure.Encoder, failure.Dataset, failure.Clip, reason, failure.Detail }.Select(Quoted)).Append('\n');
        }
        return text.ToString();
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
