using Hares.Ingest.Datasets;

namespace Hares.Pipeline.Tasks;

/// <summary>A task joined with the dataset found on disk.</summary>
/// <param name="Definition">What is asked.</param>
/// <param name="Dataset">Whom it is asked of.</param>
/// <param name="Label">The answers.</param>
/// <param name="Clips">Places in <c>Dataset.Clips</c> of the clips that bear the label.</param>
/// <param name="IsPartial">Whether clips or classes of the published dataset are missing.</param>
internal sealed record RunTask(TaskDefinition Definition, Dataset Dataset, LabelColumn Label, IReadOnlyList<int> Clips, bool IsPartial)
{
    public string Name => Definition.Name;
}
