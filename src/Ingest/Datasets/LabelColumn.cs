namespace Hares.Ingest.Datasets;

/// <summary>One label of a dataset, for every clip: none, one or several classes.</summary>
/// <param name="Name">The column's name in the metadata.</param>
/// <param name="Classes">Class names; a class is its place in this list.</param>
/// <param name="Values">For clip i the classes it bears, ascending; empty when unlabelled.</param>
public sealed record LabelColumn(string Name, IReadOnlyList<string> Classes, IReadOnlyList<int[]> Values)
{
    /// <summary>Whether any clip bears more than one class.</summary>
    public bool IsMultiLabel => Values.Any(classes => classes.Length > 1);
}
