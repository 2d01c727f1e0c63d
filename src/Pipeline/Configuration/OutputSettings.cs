namespace Hares.Pipeline.Configuration;

/// <summary>Where results go.</summary>
/// <param name="Cache">Folder of the embedding cache, shared by pipelines.</param>
/// <param name="Runs">Folder that holds a folder a run.</param>
internal sealed record OutputSettings(string Cache, string Runs);
