using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.MagnaTagATune;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.MagnaTagATune;

public sealed class MagnaTagATuneCorpusTests
{
    private static readonly SyntheticCorpus Corpus = MagnaTagATuneCorpus.Plan(new SynthesisOptions());

    [Fact]
    public void Its_reader_finds_every_clip_in_the_split_of_its_folder()
    {
        var dataset = Outline.Read(Corpus);

        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), dataset.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
        Assert.Equal(
            [("train", 72), ("valid", 6), ("test", 36)],
            dataset.Partitions.CountBy(partition => partition).Select(count => (count.Key, count.Value)));
    }

    [Fact]
    public void Nearly_all_of_the_fifty_tags_are_both_trained_and_tested()
    {
        var dataset = Outline.Read(Corpus);

        var heard = dataset.Partitions
            .Zip(dataset.Labels["tag"].Values)
            .SelectMany(clip => clip.Second.Select(tag => (Split: clip.First, Tag: tag)))
            .Distinct()
            .ToList();

        Assert.InRange(heard.Count(pair => pair.Split == "train"), 46, 50);
        Assert.InRange(heard.Count(pair => pair.Split == "test"), 46, 50);
    }

    [Fact]
    public void The_table_has_188_tags_between_id_and_path_in_quotes_and_tabs()
    {
        var lines = Rendered.Lines(Corpus.Metadata[0]).Select(line => line.Split('\t')).ToList();

        Assert.All(lines, cells => Assert.Equal(190, cells.Length));
        Assert.All(lines.SelectMany(cells => cells), cell => Assert.Matches("^\"[^\"]*\"$", cell));
        Assert.Equal(188, lines[0][1..^1].Distinct().Count());
    }

    [Fact]
    public void Listeners_say_most_of_what_a_song_has_and_nothing_else()
    {
        var techno = Style.All[0];
        var row = Rendered.Lines(Corpus.Metadata[0]).First(line => line.Contains("-techno-", StringComparison.Ordinal)).Split('\t');
        string[] possible = [.. techno.Tags, "drums", "beat", "beats", "fast", "no vocals", "no vocal", "no voice"];

        var said = Annotation.Tags.Where((_, tag) => row[tag + 1] == "\"1\"").ToList();

        Assert.InRange(said.Count, 5, possible.Length);
        Assert.Subset(possible.ToHashSet(), said.ToHashSet());
    }

    [Fact]
    public void Clips_last_ten_seconds_and_are_the_same_at_every_call()
    {
        var clip = Corpus.Clips[0];

        Assert.Equal(clip.Render(), clip.Render());
        Assert.Equal(10, Outline.Decode(clip).Samples.Length / 16_000.0, 0.15);
    }
}
