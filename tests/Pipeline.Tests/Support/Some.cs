using Hares.Embed.Cache;
using Hares.Embed.Encoders;
using Hares.Features;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;

namespace Hares.Pipeline.Tests.Support;

/// <summary>Small values of the graph's types. Nothing of them touches the disk or a tensor library.</summary>
internal static class Some
{
    public const int Dimension = 160;

    public static EncoderRun Encoder(string name = "base", EncoderInput? input = null)
    {
        var settings = new EncoderSettings { Architecture = EncoderCatalogue.LogMelStatistics };
        return new EncoderRun(new EncoderChoice(name, settings), EncoderCatalogue.Identify(settings, "some"), input ?? new LogMelInput(FrontEnds.Hares.LogMel), (_, _) => throw new NotSupportedException());
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

    /// <summary>A set whose folder is empty and only looked at.</summary>
    public static async Task<EmbeddingSet> SetAsync(EncoderRun encoder, Dataset dataset)
    {
        var plan = WindowPlan.Consecutive(1);
        var store = await EmbeddingStore.OpenAsync("/nowhere", encoder.Identity.Key(), dataset.Name, plan.ToString(), Dimension, readOnly: true);
        return new EmbeddingSet(encoder, dataset, plan, store);
    }

    /// <summary>A clip with so many windows of one value each in every set, its place in the dataset and the window's number.</summary>
    public static ClipFeatures Clip(int index, int windows, params EmbeddingSet[] sets)
    {
        var shared = new InputWindows([.. Enumerable.Range(0, windows).Select(window => new float[] { index, window })], 1, [.. Enumerable.Range(0, windows).Select(window => (float)window)], 1);
        return new ClipFeatures(new ClipJob(index, sets[0].Dataset.Clips[index], sets), default, [.. sets.Select(_ => shared)], windows, null);
    }
}
