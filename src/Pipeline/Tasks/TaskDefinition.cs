using Hares.Ingest.Clips;
using Hares.Probe;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tasks;

/// <summary>What is asked about a dataset's clips.</summary>
internal sealed record TaskDefinition
{
    /// <summary>"esc-50", or "dataset/task" for one's own.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset, which several tasks may share.</summary>
    public required string Dataset { get; init; }

    /// <summary>Label columns of the dataset: one, or the slots that must all be right.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>Which stretches of a clip are embedded.</summary>
    public required WindowPlan Plan { get; init; }

    /// <summary>How protocol "hares" trains its probe.</summary>
    public PaperRecipe Recipe { get; init; } = PaperRecipe.Linear;

    /// <summary>
    /// Augmented views of each training clip that protocol "hares" learns from besides the clip itself; mixed where the recipe mixes examples.
    /// </summary>
    public int Views { get; init; }

    /// <summary>What it listens to; null for one's own tasks.</summary>
    public Domain? Domain { get; init; }

    /// <summary>Whether a clip may bear any number of classes: what the ranking metrics are for.</summary>
    public bool IsMultiLabel => Metric is Metric.MeanAveragePrecision or Metric.RocAuc;
}
