using System.Text.Json.Nodes;
using Hares.Embed.Cache;
using Hares.Embed.Encoders;
using Hares.Features;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Tests.Support;

/// <summary>Small values of the graph's types. Nothing of them touches the disk or a tensor library.</summary>
internal static class Some
{
    public const int Dimension = 160;

    public static EncoderRun Encoder(string name = "base", EncoderInput? input = null)
    {
        var settings = new EncoderSettings { Architecture = EncoderCatalogue.LogMelStatistics };
        return new EncoderRun(
            new EncoderChoice(name, settings),
            EncoderCatalogue.Identify(settings, "some"),
            input ?? new LogMelInput(FrontEnds.Hares.LogMel),
            (_, _) => throw new NotSupportedException());
    }

    /// <summary>A dataset of one label, "kind", two classes in turn.</summary>
    public static Dataset Dataset(string name, params string[] partitions) => new()
    {
        Name = name,
        Root = "/nowhere",
        Clips = [.. partitions.Select((_, i) => new Clip($"{i}.wav", $"/nowhere/{i}.wav"))],
        Partitions = partitions,
        HasFolds = !partitions.Contains("test"),
        Labels = new Dictionary<string, LabelColumn> { ["kind"] = new("kind", ["a", "b"], [.. partitions.Select((_, i) => new[] { i % 2 })]) },
    };

    /// <summary>
    /// The pipeline with 56 short windows a clip of 0.6 s, so that the embeddings of 72 clips take 2.46 MiB, and with so much memory.
    /// </summary>
    public static JsonObject FineWindows(JsonObject pipeline, string memory)
    {
        foreach (var (_, task) in pipeline["datasets"]!["tones"]!["tasks"]!.AsObject()) (task!["window"], task["hop"]) = (0.05, 0.01);
        pipeline["data"] = new JsonObject { ["maxClipSeconds"] = 1 };
        pipeline["embed"] = new JsonObject { ["threads"] = 1, ["batch"] = 1, ["memory"] = memory };
        return pipeline;
    }

    /// <summary>A set whose folder is empty and only looked at.</summary>
    public static async Task<EmbeddingSet> SetAsync(EncoderRun encoder, Dataset dataset, int view = 0, double lengthSeconds = 1)
    {
        var plan = WindowPlan.Consecutive(lengthSeconds);
        var store = await EmbeddingStore.OpenAsync("/nowhere", encoder.Identity.Key(), dataset.Name, plan.ToString(), Dimension, readOnly: true);
        return new EmbeddingSet(encoder, dataset, plan, store, view);
    }

    /// <summary>The same, its training clips mixed.</summary>
    public static async Task<EmbeddingSet> MixedSetAsync(EncoderRun encoder, Dataset dataset, int view)
    {
        var plain = await SetAsync(encoder, dataset, view);
        var training = Enumerable.Range(0, dataset.Clips.Count).Where(clip => dataset.Partitions[clip] == "train");
        return new EmbeddingSet(encoder, dataset, plain.Plan, plain.Store, view) { Partners = new MixingPartners(dataset, training, seed: 0) };
    }

    /// <summary>A clip with so many windows of one value each in every set, its place in the dataset and the window's number.</summary>
    public static ClipFeatures Clip(int index, int windows, params EmbeddingSet[] sets)
    {
        var shared = new InputWindows(
            [.. Enumerable.Range(0, windows).Select(window => new float[] { index, window })],
            1,
            [.. Enumerable.Range(0, windows).Select(window => (float)window)],
            1);
        return new ClipFeatures(
            new ClipJob(index, sets[0].Dataset.Clips[index], sets), new SourceStamp[sets.Length], [.. sets.Select(_ => shared)], windows);
    }
}
