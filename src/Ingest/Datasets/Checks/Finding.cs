namespace Hares.Ingest.Datasets.Checks;

/// <summary>One thing that a check found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Clip">Id of the clip; null when it concerns several, or the dataset as a whole.</param>
/// <param name="Sentence">For the user: what was found, and where.</param>
/// <param name="Clips">How many clips it speaks of; 0 when it concerns the dataset as a whole.</param>
public sealed record Finding(FindingKind Kind, FindingSeverity Severity, string? Clip, string Sentence, int Clips = 1);
