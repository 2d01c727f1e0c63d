namespace Hares.Pipeline.Report;

/// <summary>What the paper prints for one of its encoders.</summary>
/// <param name="Architecture">Name in the encoder catalogue.</param>
/// <param name="Training">How it was trained: "classification", "SimCLR", ...</param>
/// <param name="Source">The table.</param>
/// <param name="Scores">Fractions by task name, and "hares".</param>
internal sealed record PaperRow(string Architecture, string Training, string Source, IReadOnlyDictionary<string, double> Scores);
