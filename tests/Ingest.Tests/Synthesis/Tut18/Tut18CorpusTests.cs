using System.IO.Hashing;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Tut18;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Tut18;

public sealed class Tut18CorpusTests
{
    private static readonly SyntheticCorpus Corpus = Tut18Corpus.Plan(new SynthesisOptions());

    [Fact]
    public void Its_reader_finds_ten_scenes_on_both_sides_of_the_fold()
    {
        var dataset = Outline.Read(Corpus);

        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), dataset.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 0, 0), (dataset.Missing.Count, dataset.Extra.Count, dataset.Mislabelled.Count));
        Assert.Equal(
            20, dataset.Partitions.Zip(dataset.Labels["scene"].Values, (partition, scene) => (partition, Assert.Single(scene))).Distinct().Count());
    }

    [Fact]
    public void A_place_is_on_one_side_of_the_fold()
    {
        var dataset = Outline.Read(Corpus);

        Assert.All(dataset.Clips.Zip(dataset.Partitions).GroupBy(clip => string.Join('-', clip.First.Id.Split('-')[..3])), place =>
            Assert.Single(place.Select(clip => clip.Second).Distinct()));
    }

    [Fact]
    public void Clips_are_ten_seconds_of_24_bit_stereo_at_48_kilohertz()
    {
        var bytes = Corpus.Clips[0].Render();

        Assert.Equal([2, 0, 0x80, 0xbb, 0, 0], bytes[22..28]);
        Assert.Equal(24, bytes[34]);
        Assert.Equal(44 + 10 * 48_000 * 2 * 3, bytes.Length);
    }

    [Fact]
    public void The_bytes_are_those_of_every_other_machine()
    {
        var hash = new XxHash3();
        foreach (var clip in Corpus.Clips.Where((_, i) => i % 11 == 0)) hash.Append(clip.Render());

        Assert.Equal("5a1ca4879e488397", hash.GetCurrentHashAsUInt64().ToString("x16"));
    }
}
