namespace Hares.Pipeline.Configuration;

/// <summary>One's own dataset: a folder and a CSV of its clips.</summary>
/// <param name="Root">Folder the clips' paths are relative to.</param>
/// <param name="Manifest">Full path of the CSV.</param>
/// <param name="Tasks">What is asked about its clips, by task name.</param>
internal sealed record ManifestSettings(string Root, string Manifest, IReadOnlyDictionary<string, ManifestTaskSettings> Tasks);
