using System.Globalization;
using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>A corpus half of which is rubbish: every bad clip is counted with its reason, every usable one is embedded, the sums add up.</summary>
[Collection("native")]
public sealed class BadAudioTests : IDisposable
{
    private const int GoodClips = 48;

    /// <summary>What lies under each name, and the reason in failures.csv; null where the clip can be used.</summary>
    private static readonly (string Name, byte[]? Content, string? Reason)[] Rubbish =
    [
        ("missing.wav", null, "missing"),
        ("empty.wav", [], "empty"),
        ("no-samples.wav", ToneCorpus.Wav([]), "empty"),
        ("truncated.wav", BadAudio.Good()[..5000], "damaged"),
        ("cut-in-header.wav", BadAudio.Good()[..30], "damaged"),
        ("text.wav", "not audio at all, whatever its name says"u8.ToArray(), "not-audio"),
        ("zeros.mp3", new byte[1000], "not-audio"),
        ("nan.wav", BadAudio.Float(float.NaN), "not-finite"),
        ("infinity.wav", BadAudio.Float(float.NegativeInfinity), "not-finite"),
        ("0-hz.wav", BadAudio.WithRate(0), "bad-header"),
        ("2-ghz.wav", BadAudio.WithRate(int.MaxValue), "bad-header"),
        ("100-channels.wav", BadAudio.WithChannels(100), "bad-header"),
        ("too-long.wav", ToneCorpus.Wav(new short[11 * ToneCorpus.RateHz]), "too-long"),
        ("one-sample.wav", ToneCorpus.Wav([1000]), null),
        ("silence.wav", ToneCorpus.Wav(new short[8000]), null),
        ("8-channels.wav", BadAudio.WithChannels(8), null),
        ("wav-called.flac", BadAudio.Good(), null),
        ("1-khz.wav", BadAudio.WithRate(1000), null),
        ("quiet-float.wav", BadAudio.Float(1e-30f), null),
        ("too-loud.wav", BadAudio.Float(1e30f), "not-finite"),
    ];

    private readonly Workplace _place = new(GoodClips);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_bad_clip_is_counted_with_its_reason_and_the_sums_add_up()
    {
        var reasons = Rubbish.ToDictionary(clip => "audio/" + clip.Name, clip => clip.Reason);
        foreach (var (name, content, _) in Rubbish)
            if (content is not null) File.WriteAllBytes(Path.Combine(_place.Tones, "audio", name), content);
        Directory.CreateDirectory(Path.Combine(_place.Tones, "audio", "folder.wav"));
        reasons["audio/folder.wav"] = "not-a-file";
        var longName = $"audio/{new string('x', 300)}.wav";
        reasons[longName] = "unreadable";
        AddToManifest(reasons.Keys);
        _place.Write(Pipeline());

        var code = await _place.RunAsync("run", "--progress", "none");

        Assert.Equal(ExitCode.Done, code);
        var bad = reasons.Where(clip => clip.Value is not null).ToDictionary();
        Assert.Equal(bad, Reasons("base"));
        Assert.Equal(bad, Reasons("net"));
        var embedding = _place.Results()["embedding"]!;
        var good = GoodClips + reasons.Count - bad.Count;
        Assert.Equal((2 * good, 0, 2 * bad.Count), ((int)embedding["computed"]!, (int)embedding["reused"]!, (int)embedding["skipped"]!));
        Assert.All((await CacheContent.RowsAsync(_place.Cache)).Values, values => Assert.All(values, value => Assert.True(float.IsFinite(value))));
        Assert.All(_place.Results()["encoders"]!.AsArray().SelectMany(encoder => encoder!["tasks"]!.AsArray()), task =>
        {
            Assert.Equal(bad.Count, (int)task!["skipped"]!);
            Assert.InRange((double)task["score"]!, 0, 1);
        });
    }

    [Fact]
    public async Task A_file_nobody_may_read_is_unreadable()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(_place.Tones, "audio/0003.wav"), UnixFileMode.None);

        using var run = HaresProcess.WithoutPrivilege("run", _place.FilePath, "--progress", "none");
        await run.ExitAsync();

        Assert.Equal("unreadable", Assert.Single(Reasons("base")).Value);
    }

    [Fact]
    public async Task A_corpus_without_one_usable_clip_fails_its_tasks_and_nothing_else()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_place.Tones, "audio"))) File.WriteAllBytes(file, []);

        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.TaskFailed, run.Code);
        Assert.Contains("48 of 48 clips have no embedding", run.Output);
        Assert.Equal(GoodClips, Reasons("base").Count);
    }

    [Fact]
    public async Task A_corpus_without_one_usable_clip_has_no_score_even_where_every_skip_is_allowed()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_place.Tones, "audio"))) File.WriteAllBytes(file, []);
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["skipLimit"] = 1 };
        _place.Write(pipeline);

        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.TaskFailed, run.Code);
        Assert.All(_place.Results()["encoders"]![0]!["tasks"]!.AsArray(), task =>
        {
            Assert.Null((double?)task!["score"]);
            Assert.NotEmpty((string)task["failure"]!);
        });
    }

    private static JsonObject Pipeline()
    {
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["maxClipSeconds"] = 10, ["skipLimit"] = 0.5 };
        pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["dimension"] = 512 });
        return pipeline;
    }

    private void AddToManifest(IEnumerable<string> paths)
    {
        var rows = paths.Select((path, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{path},{new[] { "train", "valid", "test" }[i % 3]},300,odd\n"));
        File.AppendAllText(Path.Combine(_place.Tones, "clips.csv"), string.Concat(rows));
    }

    /// <summary>Clip and reason of an encoder's rows in failures.csv; each has a detail too.</summary>
    private Dictionary<string, string?> Reasons(string encoder) => _place.Failures()
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(',', 5))
        .Where(cells => cells[0] == encoder)
        .ToDictionary(cells => cells[2], cells => cells[4].Length > 5 ? cells[3] : null);
}
