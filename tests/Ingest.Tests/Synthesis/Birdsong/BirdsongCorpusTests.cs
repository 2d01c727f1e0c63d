using System.IO.Hashing;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Birdsong;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Birdsong;

public sealed class BirdsongCorpusTests
{
    private static readonly SyntheticCorpus Corpus = BirdsongCorpus.Plan(new SynthesisOptions());

    [Fact]
    public void Its_reader_finds_every_clip_with_both_answers_in_both_splits()
    {
        var dataset = Outline.Read(Corpus);

        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), dataset.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
        Assert.Equal(42, dataset.Partitions.Count(partition => partition == "test"));
        Assert.Equal(
            4, dataset.Partitions.Zip(dataset.Labels["bird"].Values, (partition, bird) => (partition, Assert.Single(bird))).Distinct().Count());
    }

    [Fact]
    public void Birds_are_as_frequent_in_a_set_as_in_the_original() =>
        Assert.Equal([0.5, 0.25, 0.75], Corpus.Metadata.Select(set => Math.Round(4 * Rendered.Rows(set).Average(row => double.Parse(row[2]))) / 4));

    [Fact]
    public void Items_of_the_largest_corpus_have_names_of_their_own()
    {
        var clips = BirdsongCorpus.Plan(new SynthesisOptions { ClipsPerClass = SynthesisOptions.MaxClipsPerClass }).Clips;

        Assert.Equal(clips.Count, clips.Select(clip => clip.Path).Distinct().Count());
    }

    [Fact]
    public void The_bytes_are_those_of_every_other_machine()
    {
        var hash = new XxHash3();
        foreach (var clip in Corpus.Clips.Where((_, i) => i % 31 == 0)) hash.Append(clip.Render());

        Assert.Equal("686ab29bb32c6544", hash.GetCurrentHashAsUInt64().ToString("x16"));
    }
}
