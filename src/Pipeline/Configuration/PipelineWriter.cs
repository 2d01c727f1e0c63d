using System.Text.Json.Nodes;
using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Configuration;

/// <summary>
/// Writes a pipeline file as it was resolved, in the keys that <see cref="PipelineReader"/> reads: every default spelt out, every path full. What is
/// left to each task's own recipe (steps, warm-up, batch, views) stays absent.
/// </summary>
internal static class PipelineWriter
{
    public static string Text(PipelineFile file) => ResultsJson.Text(new JsonObject
    {
        ["name"] = file.Name,
        ["seed"] = file.Seed,
        ["data"] = Data(file.Data),
        ["datasets"] = Map(file.Datasets, Dataset),
        ["tasks"] = new JsonArray([.. file.Tasks.Select(task => (JsonNode)task)]),
        ["encoders"] = new JsonArray([.. file.Encoders.Select(Encoder)]),
        ["embed"] = Embed(file.Embed),
        ["probe"] = Probe(file),
        ["output"] = new JsonObject { ["cache"] = file.Output.Cache, ["runs"] = file.Output.Runs },
    });

    private static JsonObject Data(DataSettings data) => new()
    {
        ["root"] = data.Root,
        ["paths"] = Map(data.Paths, path => path),
        ["splits"] = Map(data.Splits, path => path),
        ["synthetic"] = data.Synthetic,
        ["allowPartial"] = data.AllowPartial,
        ["maxClipSeconds"] = data.MaxClipSeconds,
        ["skipLimit"] = data.SkipLimit,
    };

    private static JsonObject Dataset(ManifestSettings dataset) => new()
    {
        ["path"] = dataset.Root,
        ["manifest"] = dataset.Manifest,
        ["tasks"] = Map(dataset.Tasks, task => new JsonObject
        {
            ["label"] = task.Label,
            ["metric"] = MetricNames.Of(task.Metric),
            ["window"] = task.WindowSeconds,
            ["hop"] = task.HopSeconds,
        }),
    };

    private static JsonObject Encoder(EncoderChoice choice)
    {
        var settings = choice.Settings;
        var encoder = settings.Model is { } model ? OwnModel(model) : Architecture(settings);
        encoder.Insert(0, "name", choice.Name);
        if (settings.Pooling is { } pooling) encoder["pooling"] = PoolingNames.Of(pooling);
        if (settings.Layer is { } layer) encoder["layer"] = layer;
        return encoder;
    }

    private static JsonObject OwnModel(OwnModelSettings model)
    {
        var encoder = new JsonObject { [model.Format == ModelFormat.Onnx ? "onnx" : "torchscript"] = model.Path };
        if (model.FrontEnd is { } frontEnd) (encoder["input"], encoder["frontEnd"]) = ("log-mel", frontEnd);
        else (encoder["input"], encoder["sampleRate"]) = ("waveform", model.SampleRateHz);
        if (model.Length is { } length) encoder["length"] = length;
        if (model.Output is { } output) encoder["output"] = output;
        return encoder;
    }

    private static JsonObject Architecture(EncoderSettings settings)
    {
        var encoder = new JsonObject { ["architecture"] = settings.Architecture };
        if (settings.WeightsPath is { } weights) encoder["weights"] = weights;
        else if (EncoderCatalogue.IsNetwork(settings)) encoder["seed"] = settings.Seed;
        if (settings.Dimension is { } dimension) encoder["dimension"] = dimension;
        if (settings.Architecture == EncoderCatalogue.ByolACnn)
            (encoder["mean"], encoder["standardDeviation"]) = (settings.Mean, settings.StandardDeviation);
        return encoder;
    }

    private static JsonObject Embed(EmbedSettings embed)
    {
        var written = new JsonObject
        {
            ["device"] = embed.Devices is [var only] ? only : new JsonArray([.. embed.Devices]),
            ["precision"] = embed.Precision == Precision.Bfloat16 ? "bfloat16" : "float32",
            ["memory"] = ByteSize.Exact(embed.MemoryBytes),
            ["threads"] = embed.Threads,
            ["store"] = embed.Storage == EmbeddingStorage.Float16 ? "float16" : "float32",
            ["flushSeconds"] = embed.FlushSeconds,
        };
        if (embed.Batch is { } batch) written["batch"] = batch;
        return written;
    }

    private static JsonObject Probe(PipelineFile file)
    {
        var probe = new JsonObject { ["protocol"] = file.Probe.Protocol, ["seeds"] = file.Probe.Seeds };
        if (file.Probe.Steps is { } steps) probe["steps"] = steps;
        if (file.Probe.WarmUpSteps is { } warmUp) probe["warmUp"] = warmUp;
        if (file.Probe.BatchSize is { } batch) probe["batch"] = batch;
        if (file.Views is { } views) probe["views"] = views;
        return probe;
    }

    private static JsonObject Map<T>(IReadOnlyDictionary<string, T> values, Func<T, JsonNode?> write) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, write(pair.Value))));
}
