using System.Text.Json.Nodes;
using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Datasets.Official;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Configuration;

/// <summary>
/// Reads a pipeline file strictly: unknown keys, wrong types, ranges, names and missing files are all found in one go, each with its
/// line, JSON path and the nearest known name, before any work starts.
/// </summary>
internal sealed class PipelineReader
{
    private const long SizeLimit = 4 << 20;
    private const string Baseline = "log-mel";

    private readonly string _folder;
    private readonly List<Fault> _faults = [];

    private PipelineReader(string folder) => _folder = folder;

    /// <exception cref="PipelineFileException">The file is missing, no JSON, or breaks a rule; the message lists every fault.</exception>
    public static PipelineFile Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new PipelineFileException("FILE is empty; give the path of a pipeline file.");
        var fullPath = Path.GetFullPath(path);
        var reader = new PipelineReader(Path.GetDirectoryName(fullPath)!);
        var root = JsonTree.Parse(Bytes(path, fullPath), reader._faults);
        if (root is { Kind: not System.Text.Json.JsonValueKind.Object })
            reader._faults.Add(new Fault(root.Line, "$", $"is {root.Described}; a pipeline file is an object."));
        if (reader._faults.Count > 0) throw new PipelineFileException(path, reader._faults);

        var (file, _) = Section.ReadRoot(root, reader._faults, section => reader.Root(fullPath, section));
        return reader._faults.Count == 0 ? file : throw new PipelineFileException(path, reader._faults);
    }

    private static byte[] Bytes(string path, string fullPath)
    {
        if (Directory.Exists(fullPath)) throw new PipelineFileException($"{path} is a folder; give the path of a pipeline file.");
        if (!File.Exists(fullPath)) throw new PipelineFileException($"{path}: there is no such file; give the path of a pipeline file.");
        try
        {
            if (new FileInfo(fullPath).Length > SizeLimit) throw new PipelineFileException($"{path} is over 4 MiB; that is no pipeline file.");
            return File.ReadAllBytes(fullPath);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PipelineFileException($"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>The schema that editors complete from: what the calls below accept.</summary>
    public static JsonObject Schema()
    {
        var reader = new PipelineReader("/");
        var (_, schema) = Section.ReadRoot(null, reader._faults, section => reader.Root("/pipeline.json", section));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Hares pipeline file");
        return schema;
    }

    private PipelineFile Root(string path, Section root)
    {
        root.OptionalText("$schema", "Path of pipeline.schema.json, for editors.");
        var name = root.RequiredText("name", "Names the run folder: lower-case letters, digits and hyphens.", GivenName.Pattern);
        if (name.Length > 0 && GivenName.Fault(name) is { } fault) root.Fault("name", fault);
        var seed = root.Integer("seed", "What every random choice of a run derives from.", 0, 0, ProbeReader.MostSeed);
        var data = root.Object("data", "Where the official datasets lie, and what is asked of their clips.", Data);
        var datasets = root.Map("datasets", "One's own datasets, by name.", Named(), GivenName.Fault, (name, section) => Manifest(name, section, data.Synthetic));
        var encoders = root.List("encoders", "The encoders to score.", Encoder);
        foreach (var twice in encoders.GroupBy(encoder => encoder.Name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            root.Fault("encoders", $"two encoders are named '{twice.Key}'; results could not tell them apart.");

        var known = TaskCatalogue.Names.Append(TaskCatalogue.Hares)
            .Concat(datasets.SelectMany(set => set.Value.Tasks.Keys.Select(task => $"{set.Key}/{task}")))
            .ToList();
        var tasks = root.Texts("tasks", "Tasks to run, \"esc-50\" or \"dataset/task\", in this order; \"hares\" is the twelve.", TaskNamed(), task =>
            known.Contains(task) ? null : $"unknown task '{task}'{Nearest.Hint(task, known)}");
        var (probe, views) = root.Object("probe", "How probes are trained.", section => (ProbeReader.Read(section, tasks), Views(section)));
        var embed = root.Object("embed", "How embedding runs; none of it but precision and store changes an embedding.", Embed);
        var file = new PipelineFile
        {
            Path = path,
            Name = name,
            Seed = seed,
            Data = data,
            Datasets = datasets,
            Tasks = [.. tasks.SelectMany(task => task == TaskCatalogue.Hares ? TaskCatalogue.Names : [task]).Distinct()],
            Encoders = WithPrecision(WithBaseline(encoders), embed.Precision),
            Embed = embed,
            Probe = probe with { Seed = seed },
            Views = views,
            Output = root.Object("output", "Where results go.", Output),
        };
        root.NotYet("pretrain", "pretrain encoders");
        root.NotYet("schedule", "schedule runs");
        root.NotYet("cluster", "submit to a cluster");
        return file;
    }

    private DataSettings Data(Section section) => new()
    {
        Root = Full(section.Text("root", "Folder in which an official dataset is looked for under its name.", "data")),
        Paths = DatasetPaths(section, "paths", "Folders of datasets that lie elsewhere, by dataset name."),
        Splits = DatasetPaths(section, "splits", "CSV files (clip, split) that replace a dataset's own split, by dataset name."),
        Synthetic = section.Flag("synthetic", "Make the synthetic corpora in root before the run, where they are not there yet.", false),
        AllowPartial = section.Flag(
            "allowPartial",
            "Run on datasets with fewer clips or classes than published; "
            + "scores are marked partial, and a task without its dataset fails alone.",
            false),
        MaxClipSeconds = section.Number("maxClipSeconds", "Longest clip accepted, in seconds; longer ones are skipped and counted.", 600, 1, 86_400),
        SkipLimit = section.Number("skipLimit", "Share of a task's clips that may be skipped before the task counts as failed.", 0.01, 0, 1),
    };

    private Dictionary<string, string> DatasetPaths(Section section, string key, string description) =>
        section.TextMap(key, description, SchemaType.OneOf(OfficialDatasets.Names), name =>
                OfficialDatasets.Names.Contains(name) ? null : $"unknown dataset '{name}'{Nearest.Hint(name, [.. OfficialDatasets.Names])}")
            .ToDictionary(pair => pair.Key, pair => Full(pair.Value));

    private ManifestSettings Manifest(string name, Section section, bool mayBeMade)
    {
        if (TaskCatalogue.Names.Append(TaskCatalogue.Hares).Concat(OfficialDatasets.Names).Contains(name))
            section.Fault("path", $"'{name}' is the name of an official task or dataset; give yours another one.");
        var root = Full(section.RequiredText("path", "Folder that the manifest's paths are relative to."));
        var manifest = Path.Combine(root, section.Text("manifest", "CSV with path, split or fold, and label columns.", "clips.csv"));
        if (mayBeMade || !section.Has("path")) return new ManifestSettings(root, manifest, Tasks(section));
        if (!Directory.Exists(root)) section.Fault("path", $"there is no folder {root}.");
        else if (!File.Exists(manifest)) section.Fault("manifest", $"there is no file {manifest}.");
        return new ManifestSettings(root, manifest, Tasks(section));
    }

    private static IReadOnlyDictionary<string, ManifestTaskSettings> Tasks(Section section) =>
        section.Map("tasks", "What is asked about the clips, by task name.", Named(), GivenName.Fault, (_, task) => ManifestTask(task));

    private static ManifestTaskSettings ManifestTask(Section section)
    {
        var label = section.RequiredText("label", "Column of the manifest that holds the classes.");
        var metric = section.Choice("metric", "How the task is scored.", MetricNames.All[0], MetricNames.All);
        var window = section.OptionalNumber("window", "Length of the windows embedded, in seconds.", 0.05, 600, required: true) ?? 1;
        var hop = section.OptionalNumber("hop", "Seconds between the starts of two windows; by default the window's length.", 0.01, 600) ?? window;
        return new ManifestTaskSettings(label, MetricNames.Parse(metric), window, hop);
    }

    /// <summary>Every report shows the log-mel baseline: a file that does not name it gets it first.</summary>
    private static IReadOnlyList<EncoderChoice> WithBaseline(IReadOnlyList<EncoderChoice> encoders)
    {
        if (encoders.Any(encoder => encoder.Settings.Architecture == EncoderCatalogue.LogMelStatistics)) return encoders;
        var taken = encoders.Select(encoder => encoder.Name).ToHashSet();
        var numbered = Enumerable.Range(2, taken.Count + 1).Select(number => $"{Baseline}-{number}");
        var name = numbered.Prepend(EncoderCatalogue.LogMelStatistics).Prepend(Baseline).First(name => !taken.Contains(name));
        return [new EncoderChoice(name, new EncoderSettings { Architecture = EncoderCatalogue.LogMelStatistics }), .. encoders];
    }

    private static IReadOnlyList<EncoderChoice> WithPrecision(IReadOnlyList<EncoderChoice> encoders, Precision precision) =>
    [
        .. encoders.Select(encoder => encoder with
        {
            Settings = encoder.Settings with { Precision = EncoderCatalogue.IsNetwork(encoder.Settings) ? precision : Precision.Float32 },
        }),
    ];

    private EncoderChoice Encoder(Section section)
    {
        var name = section.RequiredText("name", "What results call the encoder: lower-case letters, digits and hyphens.", GivenName.Pattern);
        if (name.Length > 0 && GivenName.Fault(name) is { } fault) section.Fault("name", fault);
        var known = EncoderCatalogue.Entries.Select(entry => entry.Name).ToList();
        var model = OwnModelReader.Read(section, Full);
        var architecture = section.OptionalChoice(
            "architecture",
            "Entry of `hares-pipeline encoders`; one's own network has onnx or torchscript instead.",
            known);
        if (model is null && !section.Has("architecture"))
            section.Fault("architecture", "is missing; name one, or a network of your own by onnx or torchscript.");
        var weights = section.OptionalText("weights", "A safetensors, PyTorch (.pth, .pt, .bin) or .npz file; without it the weights are random.");
        if (weights is not null && !File.Exists(weights = Full(weights))) section.Fault("weights", $"there is no file {weights}.");
        var seed = section.Integer("seed", "Seed of random weights.", 0, 0, int.MaxValue);
        if (weights is not null && section.Has("seed"))
            section.Fault("seed", "stands beside weights; random weights and given ones exclude each other.");
        var dimension = section.OptionalInteger("dimension", "Length of the embedding, where the architecture offers several.", 1, 65_536);
        var pooling = section.OptionalChoice(
            "pooling",
            "How vectors over time become one; by default as the architecture's authors do it.",
            PoolingNames.All);
        var layer = section.OptionalInteger("layer", "Layer of a transformer whose output is taken; by default the last.", 1, 1000);
        var published = new EncoderSettings
        {
            Architecture = architecture ?? "",
            Model = model,
            Dimension = dimension,
            Pooling = pooling is null ? null : PoolingNames.Parse(pooling),
            Layer = layer,
            WeightsPath = weights,
            Seed = seed,
        };
        var settings = published with
        {
            Mean = (float)section.Number("mean", "Mean of the training corpus' log-mel, for byol-a-cnn.", published.Mean, -1000, 1000),
            StandardDeviation = (float)section.Number(
                "standardDeviation", "Standard deviation of the training corpus' log-mel, for byol-a-cnn.", published.StandardDeviation, 1e-6, 1000),
        };
        if (architecture is not null && model is null) Check(section, settings);
        return new EncoderChoice(name, settings);
    }

    private static void Check(Section section, EncoderSettings settings)
    {
        try
        {
            EncoderCatalogue.Dimension(settings);
        }
        catch (EncoderException fault)
        {
            section.Fault("architecture", fault.Message);
        }
        var architecture = settings.Architecture;
        if (architecture != EncoderCatalogue.ByolACnn)
            section.Refuse(["mean", "standardDeviation"], $"belongs to {EncoderCatalogue.ByolACnn}; {architecture} has no such setting.");
        if (!EncoderCatalogue.IsNetwork(settings))
            section.Refuse(["seed"], $"belongs to networks, which draw random weights from it; {architecture} has no weights.");
    }

    private static EmbedSettings Embed(Section section)
    {
        var devices = section.OneOrMore(
            "device",
            "Where networks run, a copy of each a device: auto is the first GPU if there is one, else the CPU.",
            DeviceNames.Auto,
            DeviceNames.Pattern,
            DeviceFault);
        if (devices is [_, _, ..] && devices.Contains(DeviceNames.Auto))
            section.Fault("device", "names auto among others; name every device, or auto alone.");
        return new EmbedSettings
        {
            Devices = devices,
            Precision = section.Choice(
                "precision", "Numbers that the catalogue's networks compute with.",
                "float32", ["float32", "bfloat16"]) == "bfloat16"
                ? Precision.Bfloat16
                : Precision.Float32,
            MemoryBytes = section.Bytes(
                "memory",
                "What clips, features, batches and networks at work on the processor may take together; "
                + "likewise embeddings of probes, larger ones lie in a file.",
                "4GiB"),
            Threads = section.OptionalInteger("threads", "Processor threads in all; by default every core.", 1, 1024) ?? Environment.ProcessorCount,
            Batch = section.OptionalInteger(
                "batch", "Most windows embedded in one go, by default 32, on GPUs 256; fewer where memory has no room for them.",
                1, 4096),
            Storage = section.Choice(
                "store", "Numbers embeddings are stored as; float16 rounds them and takes less than half the disk.",
                "float32", ["float32", "float16"]) == "float16"
                ? EmbeddingStorage.Float16
                : EmbeddingStorage.Float32,
            FlushSeconds = section.Number("flushSeconds", "Finished clips are written at least this often: what a kill can cost.", 20, 0.1, 3600),
        };
    }

    private static string? DeviceFault(string name) => DeviceNames.IsKnown(name) ? null
        : $"unknown device '{name}'{Nearest.Hint(name, [DeviceNames.Auto, DeviceNames.Cpu, DeviceNames.Cuda, "cuda:0", "cuda:1"])}";

    private static int? Views(Section section) => section.OptionalInteger(
        "views",
        "Augmented views of each training clip; by default the paper's under protocol hares (10 for esc-50, else 0), none under quick. "
        + "Under hares those of audioset are mixed with other training clips.", 0, 1000);

    private OutputSettings Output(Section section) => new(
        Full(section.Text("cache", "Folder of the embedding cache; pipelines may share one.", "cache")),
        Full(section.Text("runs", "Folder that gets one folder a run.", "runs")));

    private string Full(string path) => Path.GetFullPath(path, _folder);

    private static JsonObject Named() => new() { ["pattern"] = GivenName.Pattern };

    private static JsonObject TaskNamed() => new()
    {
        ["anyOf"] = new JsonArray(SchemaType.OneOf([.. TaskCatalogue.Names, TaskCatalogue.Hares]), new JsonObject { ["pattern"] = GivenName.TaskPattern }),
    };
}
