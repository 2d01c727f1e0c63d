using Hares.Ingest.Clips;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tasks;

/// <summary>The tasks of the paper: names, windows, metrics and published sizes (paper, table 1 and appendix A).</summary>
internal static class TaskCatalogue
{
    private static readonly TaskDefinition[] Official =
    [
        new()
        {
            Name = "esc-50", Dataset = "esc-50", Label = "category", Metric = Metric.Accuracy, Plan = WindowPlan.Consecutive(5),
            PublishedClips = 2_000, PublishedClasses = 50,
        },
    ];

    private static readonly string[] NotServed =
    [
        "hares", "audioset", "birdsong", "tut18", "speech-commands-v1", "speech-commands-v2", "fluent-speech-commands", "voxforge",
        "voxceleb", "nsynth-instrument", "nsynth-pitch", "magnatagatune",
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Official.Select(task => task.Name)];

    public static IReadOnlyList<string> Datasets { get; } = [.. Official.Select(task => task.Dataset).Distinct()];

    public static TaskDefinition Find(string name) => Official.Single(task => task.Name == name);

    /// <summary>The fault of a name that belongs to the benchmark but that this version cannot run; else null.</summary>
    public static string? NotYet(string name) =>
        NotServed.Contains(name) ? $"this version of Hares cannot run '{name}' yet; it runs {string.Join(", ", Names)} and one's own datasets." : null;
}
