using Hares.Ingest.Datasets;

namespace Hares.Pipeline.Tasks;

/// <summary>A task joined with the dataset found on disk.</summary>
/// <param name="Definition">What is asked.</param>
/// <param name="Dataset">Whom it is asked of.</param>
/// <param name="Labels">The answers: one column, or one a slot.</param>
/// <param name="Clips">Places in <c>Dataset.Clips</c> of the clips that bear every label.</param>
/// <param name="Views">Augmented views of every clip that may be trained on.</param>
internal sealed record RunTask(TaskDefinition Definition, Dataset Dataset, IReadOnlyList<LabelColumn> Labels, IReadOnlyList<int> Clips, int Views)
{
    public string Name => Definition.Name;

    /// <summary>Whom views are mixed with; null where they are not mixed.</summary>
    public MixingPartners? Partners { get; init; }

    /// <summary>The clips that some fold trains on: those that have views.</summary>
    public IEnumerable<int> TrainingClips => Clips.Where(clip => Dataset.HasFolds || Dataset.Partitions[clip] == "train");

    /// <summary>Clips of the dataset that lack a label and take no part.</summary>
    public int Unlabelled => Dataset.Clips.Count - Clips.Count;

    /// <summary>Whether clips or classes of the published dataset are missing.</summary>
    public bool IsPartial => Dataset.Shortfall is not null;
}
