namespace Hares.Ingest.Datasets.Checks;

/// <summary>How many classes a label has.</summary>
/// <param name="Label">The label column.</param>
/// <param name="Classes">Classes that any clip bears.</param>
/// <param name="Published">Classes that the owners publish; null where they do not say, as for one's own datasets.</param>
public sealed record LabelCount(string Label, int Classes, int? Published);
