using System.Text.Json;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Runs;

/// <summary>How fast a pipeline has embedded so far: what to expect of a run to come.</summary>
internal static class PastSpeed
{
    /// <summary>Clips that a run must have embedded to count: fewer tell how long the first batch takes, and not the others.</summary>
    public const int LeastClips = 32;

    private const int MostRuns = 50; // a run a night whose clips are all cached tells nothing, and the list of its results is long

    /// <summary>
    /// Audio embedded a second of embedding by the newest finished run of this pipeline that embedded enough; null when there is none that can be read.
    /// </summary>
    public static double? Of(PipelineFile file)
    {
        try
        {
            return Directory.EnumerateDirectories(Path.Combine(file.Output.Runs, file.Name))
                .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])) // not latest, which is one of them
                .OrderDescending(StringComparer.Ordinal)
                .Take(MostRuns)
                .Select(OfRun)
                .FirstOrDefault(speed => speed is not null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double? OfRun(string folder)
    {
        try
        {
            var results = JsonSerializer.Deserialize<RunResults>(File.ReadAllText(Path.Combine(folder, "results.json")), ResultsJson.Options);
            return results?.Embedding is { Computed: >= LeastClips, AudioSeconds: > 0, EmbedSeconds: > 0 } totals
                ? totals.AudioSeconds / totals.EmbedSeconds
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // an estimate is not worth failing for
        }
    }
}
