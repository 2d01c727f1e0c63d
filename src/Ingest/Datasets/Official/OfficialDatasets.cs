using Hares.Ingest.Datasets.Official.AudioSet;
using Hares.Ingest.Datasets.Official.Birdsong;
using Hares.Ingest.Datasets.Official.Esc50;
using Hares.Ingest.Datasets.Official.FluentSpeechCommands;
using Hares.Ingest.Datasets.Official.MagnaTagATune;
using Hares.Ingest.Datasets.Official.NSynth;
using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Datasets.Official.Tut18;
using Hares.Ingest.Datasets.Official.VoxCeleb;
using Hares.Ingest.Datasets.Official.VoxForge;
using Hares.Ingest.Synthesis;

namespace Hares.Ingest.Datasets.Official;

/// <summary>The public datasets that Hares reads as their owners distribute them.</summary>
public static class OfficialDatasets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OfficialDataset> All { get; } =
    [
        AudioSetLayout.Official, BirdsongLayout.Official, Tut18Layout.Official, Esc50Layout.Official,
        SpeechCommandsV1Layout.Official, SpeechCommandsV2Layout.Official, FluentSpeechCommandsLayout.Official, VoxForgeLayout.Official,
        VoxCelebLayout.Official, NSynthLayout.Official, MagnaTagATuneLayout.Official,
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(dataset => dataset.Name)];

    /// <summary>The dataset of this name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static OfficialDataset Find(string name) => All.Single(dataset => dataset.Name == name);

    /// <summary>Reads a folder as a run would, and says why that would stop, in a sentence; null where nothing would.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="root">The dataset's folder.</param>
    public static string? Fault(string name, string root)
    {
        try
        {
            var dataset = Read(name, root, allowPartial: true);
            return dataset.Shortfall is { } shortfall ? $"{dataset.Root} {shortfall}." : null;
        }
        catch (DatasetException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Reads a dataset from its folder.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="allowPartial">Whether less than the owners publish will do; <see cref="Dataset.Shortfall"/> then says what is missing.</param>
    /// <param name="splitList">
    /// A CSV file (clip, split) that replaces the layout's own split; null keeps that. What it leaves out is missing from the dataset, as if it were
    /// not there.
    /// </param>
    /// <exception cref="DatasetException">The folder, its metadata or the list cannot be used, or something is missing that may not be.</exception>
    public static Dataset Read(string name, string root, bool allowPartial = false, string? splitList = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var official = Find(name);
        var folder = Path.GetFullPath(root);
        if (!Directory.Exists(folder))
            throw new DatasetException($"{official.Title}: there is no folder {folder}; set data.root or data.paths[\"{name}\"].");

        var dataset = official.Read(name, folder);
        if (splitList is not null && dataset.Clips.Count > 0) dataset = SplitList.Apply(dataset, splitList, allowPartial);
        var shortfall = Completeness.Shortfall(official, dataset);
        if (shortfall is not null && !allowPartial)
            throw new DatasetException($"{folder} {shortfall}; to score a part of it, set data.allowPartial.");
        if (dataset.Clips.Count == 0)
            throw new DatasetException($"{folder} holds no clip of {official.Title}'s layout; {Completeness.Links(dataset)}.");
        return dataset with
        {
            Shortfall = shortfall,
            IsSynthetic = CorpusStamp.Read(folder) is not null,
            MaxClipSeconds = 2 * official.Audio.MaxSeconds,
        };
    }
}
