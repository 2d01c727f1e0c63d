namespace Hares.Ingest.Synthesis;

/// <summary>What became of one synthetic corpus.</summary>
/// <param name="Name">Name of the dataset.</param>
/// <param name="Folder">Full path of its folder.</param>
/// <param name="Clips">How many clips it has.</param>
/// <param name="Written">How many of them were not there yet; 0 when the corpus was complete.</param>
public sealed record SynthesisResult(string Name, string Folder, int Clips, int Written);
