using Hares.Ingest.Clips;
using Hares.Probe;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tasks;

/// <summary>
/// The twelve tasks of the paper: labels, metrics, windows, probes (paper, table 1 and appendix A). Where the paper trains on random crops, the
/// windows here are those it evaluates on, one drawn at random a step: embeddings are made once.
/// </summary>
internal static class TaskCatalogue
{
    /// <summary>What a pipeline file calls all twelve together.</summary>
    public const string Hares = "hares";

    /// <summary>The twelve, domain by domain.</summary>
    public static IReadOnlyList<TaskDefinition> All { get; } =
    [
        Task("audioset", Domain.Environment, ["sound"], WindowPlan.EquallySpaced(3, 10), Metric.MeanAveragePrecision)
            with { Recipe = PaperRecipe.AudioSet },
        Task("birdsong", Domain.Environment, ["bird"], WindowPlan.Consecutive(1)),
        Task("tut18", Domain.Environment, ["scene"], WindowPlan.Consecutive(5)),
        Task("esc-50", Domain.Environment, ["category"], WindowPlan.Consecutive(5)) with { Recipe = PaperRecipe.Esc50, Views = 10 },
        Task("speech-commands-v1", Domain.Speech, ["word"], WindowPlan.Consecutive(1)),
        Task("speech-commands-v2", Domain.Speech, ["word"], WindowPlan.Consecutive(1)),
        Task("fluent-speech-commands", Domain.Speech, ["action", "object", "location"], WindowPlan.Consecutive(3)),
        Task("voxforge", Domain.Speech, ["language"], WindowPlan.Consecutive(3)),
        Task("voxceleb", Domain.Speech, ["speaker"], WindowPlan.Consecutive(3)),
        Task("nsynth-instrument", Domain.Music, ["instrument"], WindowPlan.Consecutive(4)) with { Dataset = "nsynth" },
        Task("nsynth-pitch", Domain.Music, ["pitch"], WindowPlan.Consecutive(1)) with { Dataset = "nsynth" },
        Task("magnatagatune", Domain.Music, ["tag"], WindowPlan.Consecutive(3), Metric.MeanAveragePrecision)
            with { Recipe = PaperRecipe.MagnaTagATune },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(task => task.Name)];

    public static TaskDefinition Find(string name) => All.Single(task => task.Name == name);

    private static TaskDefinition Task(string name, Domain domain, string[] labels, WindowPlan plan, Metric metric = Metric.Accuracy) =>
        new() { Name = name, Dataset = name, Labels = labels, Metric = metric, Plan = plan, Domain = domain };
}
