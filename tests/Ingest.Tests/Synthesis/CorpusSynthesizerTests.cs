using System.Security.Cryptography;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Manifests;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Notes;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis;

public sealed class CorpusSynthesizerTests : IDisposable
{
    private static readonly SynthesisOptions Options = new() { Seed = 7, ClipsPerClass = 2 };

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_files_with_one_thread_and_with_several()
    {
        Write("one", threads: 1);
        Write("four", threads: 4);

        Assert.Equal(Hashes("one"), Hashes("four"));
    }

    [Fact]
    public void Another_seed_gives_other_sounds()
    {
        Assert.Empty(Samples(Options).Intersect(Samples(Options with { Seed = 8 })));

        static IEnumerable<string> Samples(SynthesisOptions options) =>
            Some(options).SelectMany(corpus => corpus.Clips.Take(3)).Select(clip => Convert.ToHexString(SHA256.HashData(clip.Render())));
    }

    [Fact]
    public void A_complete_corpus_is_left_alone()
    {
        Write("x");
        var written = Times();

        Assert.All(Write("x"), result => Assert.Equal(0, result.Written));
        Assert.Equal(written, Times());

        DateTime[] Times() => [.. Files("x").Where(path => Path.GetFileName(path) != CorpusStamp.FileName).Select(File.GetLastWriteTimeUtc)];
    }

    [Fact]
    public void An_interrupted_corpus_is_completed()
    {
        Write("x");
        var expected = Hashes("x");
        var clip = Files("x").First(path => path.EndsWith(".wav", StringComparison.Ordinal));
        File.Move(clip, clip + ".partial");
        File.Delete(Path.Join(_folder.Path, "x", "notes", "clips.csv"));

        Assert.Equal(1, Write("x").Sum(result => result.Written));
        Assert.Equal(expected, Hashes("x"));
    }

    [Fact]
    public void What_is_to_be_made_is_told_beforehand_a_line_a_corpus_and_again_only_where_something_is_lacking()
    {
        Assert.Equal(["esc-50", "notes"], Unfinished());
        Write("x");
        Assert.Empty(Unfinished());
        File.Delete(Path.Join(_folder.Path, "x", "notes", "clips.csv"));
        Assert.Equal(["notes"], Unfinished());
        File.Delete(Files("x").First(path => path.EndsWith(".wav", StringComparison.Ordinal)));
        Write("x");

        var corpora = Some(Options);
        Assert.Equal([.. corpora.Select(corpus => $"{corpus.Name}: making {corpus.Clips.Count} files in {Path.Join(_folder.Path, "x", corpus.Name)}"),
            $"esc-50: making 1 file in {Path.Join(_folder.Path, "x", "esc-50")}"], _said);

        IEnumerable<string?> Unfinished() =>
            CorpusSynthesizer.Unfinished(Path.Join(_folder.Path, "x"), Some(Options), Options).Select(Path.GetFileName);
    }

    [Fact]
    public void A_corpus_made_with_other_options_is_refused_before_anything_is_written()
    {
        Write("x");
        var before = Hashes("x");

        var fault = Assert.Throws<DatasetException>(() => Write("x", options: Options with { Seed = 8 }));

        Assert.Equal($"{Path.Join(_folder.Path, "x", "esc-50")} holds \"esc-50\" version 1, made with seed 7 and 2 clips a class, "
            + "not version 1 with seed 8 and 2; delete it or choose another folder.", fault.Message);
        Assert.Equal(before, Hashes("x"));
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_refused()
    {
        _folder.Write("x/notes/mine.txt", "precious");

        var fault = Assert.Throws<DatasetException>(() => Write("x"));

        Assert.Equal($"{Path.Join(_folder.Path, "x", "notes")} is not empty and holds no synthetic corpus; choose another folder.", fault.Message);
        Assert.Single(Files("x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("{}")]
    [InlineData("{\"engine\": \"mine\", \"seed\": 7}")]
    [InlineData("{\"corpus\": null, \"version\": 1, \"seed\": 7, \"clipsPerClass\": 2}")]
    public void A_damaged_stamp_counts_as_none(string stamp)
    {
        _folder.Write("x/notes/synth.json", stamp);

        Assert.Contains("holds no synthetic corpus", Assert.Throws<DatasetException>(() => Write("x")).Message);
    }

    [Fact]
    public void A_stamp_whose_writing_was_interrupted_is_no_obstacle()
    {
        _folder.Write("x/notes/synth.json.partial", "{");

        Assert.All(Write("x"), result => Assert.Equal(result.Clips, result.Written));
    }

    [Fact]
    public void A_file_in_the_place_of_a_corpus_is_refused()
    {
        var file = _folder.Write("x/notes", "");

        Assert.Equal($"{file} is a file; choose another folder.", Assert.Throws<DatasetException>(() => Write("x")).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_to_be()
    {
        var file = _folder.Write("x", "");

        Assert.StartsWith($"{file} cannot be written: ", Assert.Throws<DatasetException>(() => Write("x")).Message);
    }

    [Fact]
    public void Both_corpora_are_read_by_their_readers()
    {
        Write("x");

        var environment = OfficialDatasets.Read("esc-50", Path.Join(_folder.Path, "x", "esc-50"), allowPartial: true);
        var notes = CsvManifestReader.Read("notes", Path.Join(_folder.Path, "x", "notes", "clips.csv"));

        Assert.Equal(Some(Options)[0].Clips.Select(clip => clip.Path), environment.Clips.Select(clip => clip.Id));
        Assert.Equal(100, environment.Clips.Count + environment.Missing.Count);
        Assert.Equal(Some(Options)[1].Clips.Select(clip => clip.Path), notes.Clips.Where(clip => File.Exists(clip.Path)).Select(clip => clip.Id));
        Assert.Equal(["instrument", "pitch"], notes.Labels.Keys.Order());
    }

    [Fact]
    public void Every_corpus_has_a_folder_of_its_own_name_and_no_two_files_of_one_name()
    {
        var corpora = CorpusSynthesizer.Plans(Options with { ClipsPerClass = SynthesisOptions.MaxClipsPerClass });

        Assert.All(corpora, corpus => Assert.Equal(corpus.Name, corpus.Folder));
        Assert.All(corpora, corpus => Assert.Equal(corpus.Clips.Count, corpus.Clips.Select(clip => clip.Path).Distinct().Count()));
        Assert.Empty(OfficialDatasets.Names.Except(corpora.Select(corpus => corpus.Name)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void The_size_has_limits(int clipsPerClass) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            CorpusSynthesizer.Write(
                _folder.Path, new SynthesisOptions { ClipsPerClass = clipsPerClass }, 1, _said.Add, TestContext.Current.CancellationToken));

    /// <summary>Both corpora thinned out: whole ones take seconds.</summary>
    private static SyntheticCorpus[] Some(SynthesisOptions options) =>
        [Thin(EnvironmentCorpus.Plan(options), 41), Thin(NotesCorpus.Plan(options), 61)];

    private static SyntheticCorpus Thin(SyntheticCorpus corpus, int step) =>
        corpus with { Clips = [.. corpus.Clips.Where((_, i) => i % step == 0)] };

    private IReadOnlyList<SynthesisResult> Write(string name, int threads = 2, SynthesisOptions? options = null) =>
        CorpusSynthesizer.Write(
            Path.Join(_folder.Path, name), Some(options ?? Options), options ?? Options, threads, _said.Add, TestContext.Current.CancellationToken);

    private IEnumerable<string> Files(string name) =>
        Directory.EnumerateFiles(Path.Join(_folder.Path, name), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private IEnumerable<string> Hashes(string name) =>
        [
            .. Files(name).Select(path =>
                $"{Path.GetRelativePath(Path.Join(_folder.Path, name), path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")
        ];
}
