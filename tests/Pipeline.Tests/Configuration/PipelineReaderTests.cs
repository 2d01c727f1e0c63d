using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tests.Configuration;

public sealed class PipelineReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_small_file_reads_with_every_default()
    {
        var file = Read("""{ "name": "small", "tasks": ["esc-50"], "encoders": [ { "name": "base", "architecture": "log-mel-statistics" } ] }""");

        Assert.Equal("small", file.Name);
        Assert.Equal(0, file.Seed);
        Assert.Equal(4L << 30, file.Embed.MemoryBytes);
        Assert.Equal(["auto"], file.Embed.Devices);
        Assert.Equal(Precision.Float32, file.Embed.Precision);
        Assert.Null(file.Embed.Batch);
        Assert.Equal("hares", file.Probe.Protocol);
        Assert.Null(file.Probe.Steps);
        Assert.Equal(0.01, file.Data.SkipLimit);
        Assert.Equal(_folder.File("cache"), file.Output.Cache);
        Assert.Equal(_folder.File("data"), file.Data.Root);
    }

    [Fact]
    public void Ones_own_dataset_reads_with_paths_made_full_and_comments_passed_over()
    {
        _folder.Write("mine/clips.csv", "path,split,label\n");

        var file = Read("""
            // my sounds
            {
              "name": "own", "seed": 7, "tasks": ["mine/kind"],
              "datasets": { "mine": { "path": "mine", "tasks": { "kind": { "label": "label", "metric": "map", "window": 2, "hop": 1 } } } },
              "encoders": [ { "name": "base", "architecture": "byol-a-cnn", "dimension": 512, "seed": 3 } ]
            }
            """);

        var task = file.Datasets["mine"].Tasks["kind"];
        Assert.Equal(("label", Metric.MeanAveragePrecision, 2.0, 1.0), (task.Label, task.Metric, task.WindowSeconds, task.HopSeconds));
        Assert.Equal(_folder.File("mine/clips.csv"), file.Datasets["mine"].Manifest);
        Assert.Equal((512, 3), (file.Encoders[1].Settings.Dimension!.Value, file.Encoders[1].Settings.Seed));
        Assert.Equal(7, file.Probe.Seed);
    }

    [Fact]
    public void Pooling_layer_and_storage_are_read()
    {
        var file = Read("""
            {
              "name": "own", "tasks": ["esc-50"], "embed": { "store": "float16" },
              "encoders": [ { "name": "vit", "architecture": "vit-base", "pooling": "mean+std", "layer": 9 } ]
            }
            """);

        Assert.Equal((Pooling.MeanDeviation, 9), (file.Encoders[1].Settings.Pooling!.Value, file.Encoders[1].Settings.Layer!.Value));
        Assert.Equal(EmbeddingStorage.Float16, file.Embed.Storage);
    }

    [Theory]
    [InlineData("\"cuda:1\"", "cuda:1")]
    [InlineData("[\"cuda:0\", \"cuda:1\", \"cuda:1\"]", "cuda:0 cuda:1 cuda:1")]
    public void One_device_or_several_are_read(string device, string expected)
    {
        var file = Read(
            """{ "name": "own", "tasks": ["esc-50"], "encoders": [ { "name": "net", "architecture": "byol-a-cnn" } ],"""
            + $$""" "embed": { "device": {{device}} } }""");

        Assert.Equal(expected.Split(' '), file.Embed.Devices);
    }

    [Fact]
    public void Precision_is_for_the_networks_of_the_catalogue()
    {
        _folder.Write("mine.onnx", "");

        var file = Read("""
            {
              "name": "own", "tasks": ["esc-50"], "embed": { "precision": "bfloat16" },
              "encoders": [ { "name": "net", "architecture": "byol-a-cnn" }, { "name": "mine", "onnx": "mine.onnx" } ]
            }
            """);

        Assert.Equal(
            ["log-mel float32", "net bfloat16", "mine float32"],
            file.Encoders.Select(encoder => $"{encoder.Name} {encoder.Settings.Precision}".ToLowerInvariant()));
    }

    [Theory]
    [InlineData("\"architecture\": \"vit-base\", \"layer\": 13", "no layer 13 to choose; known are 1 to 12")]
    [InlineData("\"architecture\": \"byol-a-cnn\", \"pooling\": \"token\"", "no pooling \"token\"; known are mean+max, mean, mean+std")]
    [InlineData("\"architecture\": \"vit-base\", \"pooling\": \"max\"", "$.encoders[0].pooling")]
    public void A_choice_that_the_architecture_does_not_offer_is_a_fault(string encoder, string expected)
    {
        var fault = Assert.Throws<PipelineFileException>(() =>
            Read($$"""{ "name": "own", "tasks": ["esc-50"], "encoders": [ { "name": "net", {{encoder}} } ] }"""));
        Assert.Contains(expected, fault.Message);
    }

    [Theory]
    [InlineData("net", "log-mel")]
    [InlineData("log-mel", "log-mel-statistics")]
    [InlineData("log-mel log-mel-statistics", "log-mel-2")]
    [InlineData("log-mel log-mel-statistics log-mel-2 log-mel-3", "log-mel-4")]
    public void A_file_without_the_log_mel_baseline_gets_it_first(string named, string baseline)
    {
        var names = named.Split(' ');
        var encoders = string.Join(", ", names.Select(name => $$"""{ "name": "{{name}}", "architecture": "byol-a-cnn" }"""));

        var file = Read($$"""{ "name": "own", "tasks": ["esc-50"], "encoders": [ {{encoders}} ] }""");

        Assert.Equal([baseline, .. names], file.Encoders.Select(encoder => encoder.Name));
        Assert.Equal("log-mel-statistics", file.Encoders[0].Settings.Architecture);
    }

    [Fact]
    public void The_task_hares_stands_for_the_twelve()
    {
        var file = Read("""{ "name": "own", "tasks": ["esc-50", "hares"], "encoders": [ { "name": "net", "architecture": "byol-a-cnn" } ] }""");

        Assert.Equal(12, file.Tasks.Count);
        Assert.Equal("esc-50", file.Tasks[0]);
        Assert.Equal(TaskCatalogue.Names.Order(), file.Tasks.Order());
    }

    [Fact]
    public void All_faults_are_told_at_once_with_line_path_and_nearest_name()
    {
        var message = Fails("""
            {
              "nam": "x",
              "seed": -1,
              "tasks": ["esc-5", "hare"],
              "encoders": [
                { "name": "Base", "architecture": "byol-a-cn", "weights": "no.safetensors" }
              ],
              "embed": { "memory": "lots", "device": "tpu" }
            }
            """);

        Assert.Equal([
            "line 1, $.name: is missing.",
            "line 2, $.nam: unknown key; did you mean 'name'?",
            "line 3, $.seed: is -1; a whole number from 0 to 2147482647 is wanted.",
            "line 4, $.tasks[0]: unknown task 'esc-5'; did you mean 'esc-50'?",
            "line 4, $.tasks[1]: unknown task 'hare'; did you mean 'hares'?",
            "line 6, $.encoders[0].architecture: unknown name 'byol-a-cn'; did you mean 'byol-a-cnn'?",
            "line 6, $.encoders[0].name: 'Base' is no name: use lower-case letters, digits and hyphens, at most 64, a letter or digit first.",
            $"line 6, $.encoders[0].weights: there is no file {_folder.File("no.safetensors")}.",
            "line 8, $.embed.device: unknown device 'tpu'; did you mean 'cpu'?",
            "line 8, $.embed.memory: 'lots' is no amount of memory; write a whole number and KiB, MiB, GiB or TiB, as in \"4GiB\".",
        ], message.Split('\n').Skip(1).Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("", "line 1, $: not JSON")]
    [InlineData("[]", "line 1, $: is a list; a pipeline file is an object.")]
    [InlineData("{ \"name\": \"a\",\n }", "line 2, $: not JSON: a comma stands before this closing bracket; remove the comma.")]
    [InlineData("{ \"tasks\": [ \"esc-50\", ] }", "line 1, $: not JSON: a comma stands before this closing bracket; remove the comma.")]
    [InlineData("{ \"name\": \"a\" } {}", "line 1, $: not JSON")]
    [InlineData("{ \"name\": \"a\",\n \"name\": \"b\" }", "line 2, $.name: given twice; keep one.")]
    [InlineData("{ \"name\": 5 }", "$.name: is a number; a text is wanted.")]
    [InlineData("{ \"name\": null }", "$.name: is null; a text is wanted.")]
    [InlineData("{ \"tasks\": [] }", "$.tasks: is an empty list; name at least one.")]
    [InlineData("{ \"tasks\": [\"esc-50\", \"esc-50\"] }", "$.tasks[1]: 'esc-50' stands in the list twice.")]
    [InlineData("{ \"encoders\": [ 5 ] }", "$.encoders[0]: is a number; an object is wanted.")]
    [InlineData("{ \"embed\": { \"batch\": 1.5 } }", "$.embed.batch: is 1.5; a whole number from 1 to 4096 is wanted.")]
    [InlineData("{ \"embed\": { \"device\": [] } }", "$.embed.device: is an empty list; name at least one.")]
    [InlineData("{ \"embed\": { \"device\": [\"cuda:0\", 1] } }", "$.embed.device[1]: is a number; a text, or a list of texts, is wanted.")]
    [InlineData("{ \"embed\": { \"device\": [\"cuda:0\", \"cuda1\"] } }", "$.embed.device[1]: unknown device 'cuda1'; did you mean 'cuda'?")]
    [InlineData(
        "{ \"embed\": { \"device\": [\"auto\", \"cuda:0\"] } }",
        "$.embed.device: names auto among others; name every device, or auto alone.")]
    [InlineData("{ \"embed\": { \"precision\": \"float16\" } }", "$.embed.precision: unknown name 'float16'; did you mean 'bfloat16'?")]
    [InlineData("{ \"data\": { \"allowPartial\": \"yes\" } }", "$.data.allowPartial: is a text; true or false is wanted.")]
    [InlineData("{ \"data\": { \"paths\": { \"esc50\": \"x\" } } }", "$.data.paths.esc50: unknown dataset 'esc50'; did you mean 'esc-50'?")]
    [InlineData("{ \"schedule\": { \"cron\": \"0 2 * * *\" } }", "$.schedule: this version of Hares does not schedule runs yet; remove the key.")]
    [InlineData("{ \"datasets\": { \"mine\": { \"path\": \"absent\" } } }", "$.datasets.mine.path: there is no folder")]
    [InlineData("{\n \"data\": { \"root\": \"\" } }", "line 2, $.data.root: is empty.")]
    [InlineData("{ \"output\": {\n \"cache\": \" \" } }", "line 2, $.output.cache: is empty.")]
    [InlineData("{ \"data\": { \"paths\": { \"esc-50\": \"\" } } }", "$.data.paths.esc-50: is empty.")]
    [InlineData(
        "{ \"data\": {\n \"root\": \"a\\u0000b\" } }",
        "line 2, $.data.root: holds the character \\u0000, which no name and no path may; remove it.")]
    [InlineData(
        "{\n \"name\": \"\\ud800\" }",
        "line 2, $.name: holds half of a character (\\ud800 to \\udfff without its other half); write the character itself.")]
    [InlineData("{ \"name\": \"log\\n\" }", "$.name: 'log\n' is no name")]
    [InlineData("{ \"encoders\": [ { \"name\": \"log\\n\" } ] }", "$.encoders[0].name: 'log\n' is no name")]
    [InlineData("{ \"datasets\": { \"t\\n\": {} } }", "$.datasets.t\n: 't\n' is no name")]
    [InlineData("{ \"embed\": { \"device\": \"cpu\\n\" } }", "$.embed.device: unknown device 'cpu\n'")]
    [InlineData("{ \"embed\": { \"memory\": \"4GiB\\n\" } }", "$.embed.memory: '4GiB\n' is no amount of memory")]
    [InlineData("{ \"embed\": { \"memory\": \"0GiB\" } }", "$.embed.memory: '0GiB' is no amount of memory")]
    [InlineData("{\n \"\\udfff\": 1 }", "line 2, $: holds half of a character")]
    public void A_fault_is_one_clear_sentence_at_its_place(string json, string expected) => Assert.Contains(expected, Fails(json));

    [Fact]
    public void Networks_of_ones_own_read_with_their_input()
    {
        _folder.Write("mine.onnx", "");
        _folder.Write("mine.pt", "");

        var file = Read("""
            { "name": "own", "tasks": ["esc-50"], "encoders": [
              { "name": "wave", "onnx": "mine.onnx", "sampleRate": 32000, "output": "features", "pooling": "mean+max" },
              { "name": "mel", "torchscript": "mine.pt", "input": "log-mel", "frontEnd": "byol-a", "length": 96 } ] }
            """);

        var (wave, mel) = (file.Encoders[1].Settings, file.Encoders[2].Settings);
        Assert.Equal(
            new OwnModelSettings { Format = ModelFormat.Onnx, Path = _folder.File("mine.onnx"), SampleRateHz = 32_000, Output = "features" },
            wave.Model);
        Assert.Equal(Pooling.MeanMax, wave.Pooling);
        Assert.Equal(
            new OwnModelSettings { Format = ModelFormat.TorchScript, Path = _folder.File("mine.pt"), FrontEnd = "byol-a", Length = 96 },
            mel.Model);
    }

    [Theory]
    [InlineData("", "architecture: is missing; name one, or a network of your own by onnx or torchscript.")]
    [InlineData("\"onnx\": \"absent.onnx\"", "onnx: there is no file")]
    [InlineData("\"onnx\": \"pipeline.json\", \"torchscript\": \"pipeline.json\"", "torchscript: stands beside onnx; an encoder is one network.")]
    [InlineData("\"onnx\": \"pipeline.json\", \"architecture\": \"byol-a-cnn\"", "architecture: stands beside a network of one's own")]
    [InlineData("\"onnx\": \"pipeline.json\", \"seed\": 1", "seed: stands beside a network of one's own")]
    [InlineData("\"onnx\": \"pipeline.json\", \"frontEnd\": \"hares\"", "frontEnd: stands beside the input waveform; only log-mel has a front end.")]
    [InlineData("\"onnx\": \"pipeline.json\", \"input\": \"log-mel\", \"sampleRate\": 16000", "sampleRate: stands beside the input log-mel")]
    [InlineData(
        "\"onnx\": \"pipeline.json\", \"length\": 16000",
        "length: stands beside onnx, which declares its own length; export it with a fixed size.")]
    [InlineData("\"architecture\": \"byol-a-cnn\", \"length\": 16000", "length: belongs to a network of one's own")]
    [InlineData("\"onnx\": \"pipeline.json\", \"input\": \"logmel\"", "input: unknown name 'logmel'; did you mean 'log-mel'?")]
    [InlineData("\"architecture\": \"byol-a-cnn\", \"input\": \"waveform\"", "input: belongs to a network of one's own")]
    [InlineData("\"architecture\": \"cnn14\", \"mean\": -4", "mean: belongs to byol-a-cnn; cnn14 has no such setting.")]
    [InlineData(
        "\"architecture\": \"wav2vec2-base\", \"standardDeviation\": 4",
        "standardDeviation: belongs to byol-a-cnn; wav2vec2-base has no such setting.")]
    [InlineData("\"architecture\": \"log-mel-statistics\", \"mean\": -4", "mean: belongs to byol-a-cnn; log-mel-statistics has no such setting.")]
    [InlineData(
        "\"architecture\": \"log-mel-statistics\", \"seed\": 0",
        "seed: belongs to networks, which draw random weights from it; log-mel-statistics has no weights.")]
    [InlineData("\"architecture\": \"byol-a-cnn\", \"pooling\": \"token\"", "architecture: Encoder byol-a-cnn has no pooling \"token\"")]
    public void Faults_of_a_network_are_told_at_their_key(string keys, string expected) =>
        Assert.Contains($"$.encoders[0].{expected}", Fails($$"""{ "encoders": [ { "name": "own"{{(keys.Length > 0 ? ", " : "")}}{{keys}} } ] }"""));

    [Fact]
    public void Nesting_without_end_is_refused() => Assert.Contains("not JSON", Fails(new string('[', 100_000)));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_a_fault_of_their_line()
    {
        File.WriteAllBytes(_folder.File("latin1.json"), [.. "{\n \"name\": \""u8, 0xE9, .. "\" }"u8]);

        var fault = Assert.Throws<PipelineFileException>(() => PipelineReader.Read(_folder.File("latin1.json")));

        Assert.Equal($"{_folder.File("latin1.json")} has 1 fault:\n  line 2, $: is not UTF-8; save the file as UTF-8.", fault.Message);
    }

    [Fact]
    public void Lines_are_counted_without_a_byte_order_mark()
    {
        File.WriteAllBytes(_folder.File("marked.json"), [0xEF, 0xBB, 0xBF, .. "{\n\"name\": 5,\n\"sed\": 1\n}"u8]);

        var fault = Assert.Throws<PipelineFileException>(() => PipelineReader.Read(_folder.File("marked.json")));

        Assert.Contains("line 2, $.name: is a number", fault.Message);
        Assert.Contains("line 3, $.sed: unknown key", fault.Message);
    }

    [Fact]
    public void What_is_no_file_to_be_read_is_told_in_a_sentence()
    {
        Assert.Equal(
            $"{_folder.File("absent.json")}: there is no such file; give the path of a pipeline file.",
            Message(_folder.File("absent.json")));
        Assert.Equal($"{_folder.Path} is a folder; give the path of a pipeline file.", Message(_folder.Path));
        Assert.Equal("FILE is empty; give the path of a pipeline file.", Message(""));

        static string Message(string path) => Assert.Throws<PipelineFileException>(() => PipelineReader.Read(path)).Message;
    }

    [Fact]
    public void A_file_nobody_may_read_is_told_in_a_sentence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions");
        Assert.SkipWhen(Environment.UserName == "root", "no file is closed to this user");
        var path = _folder.Write("closed.json", "{}");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.StartsWith($"{path} cannot be read: ", Assert.Throws<PipelineFileException>(() => PipelineReader.Read(path)).Message);
    }

    private PipelineFile Read(string json) => PipelineReader.Read(_folder.Write("pipeline.json", json));

    private string Fails(string json) => Assert.Throws<PipelineFileException>(() => Read(json)).Message;
}
