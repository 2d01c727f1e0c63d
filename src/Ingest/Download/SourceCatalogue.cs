namespace Hares.Ingest.Download;

/// <summary>The twelve tasks' eleven datasets: addresses, sizes, checksums and licences as far as their owners publish them.</summary>
public static class SourceCatalogue
{
    /// <summary>All of them, by domain: environment, speech, music.</summary>
    public static IReadOnlyList<DatasetSource> Datasets { get; } =
        [.. EnvironmentSources.Datasets, .. SpeechSources.Datasets, .. MusicSources.Datasets];

    /// <summary>The dataset of a name; null when there is none, as for one's own.</summary>
    public static DatasetSource? Find(string name) => Datasets.FirstOrDefault(dataset => dataset.Name == name);
}
