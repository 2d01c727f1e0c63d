using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Speech.VoxCeleb;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Speech.VoxCeleb;

public sealed class VoxCelebCorpusTests
{
    private static readonly SyntheticCorpus Corpus = VoxCelebCorpus.Plan(new SynthesisOptions());

    /// <summary>Split and speaker/video/number.wav of every clip.</summary>
    private static readonly string[][] Rows = [.. Rendered.Lines(Assert.Single(Corpus.Metadata)).Select(line => line.Split(' '))];

    [Fact]
    public void The_list_names_every_clip_as_the_original_does()
    {
        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), Rows.Select(row => $"wav/{row[1]}"));
        Assert.All(Rows, row => Assert.Matches("^id1[0-9]{4}/[A-Za-z0-9_-]{11}/[0-9]{5}[.]wav$", row[1]));
    }

    [Fact]
    public void Every_speaker_is_in_every_split()
    {
        var counts = Rows.CountBy(row => (Split: row[0], Speaker: row[1][..7])).ToList();

        Assert.Equal(3 * 14, counts.Count);
        Assert.All(counts, count => Assert.Equal(count.Key.Split switch { "1" => 6, "2" => 1, _ => 3 }, count.Value));
    }

    [Fact]
    public void No_video_is_in_two_splits() =>
        Assert.All(Rows.GroupBy(row => Path.GetDirectoryName(row[1])), video => Assert.Single(video.Select(row => row[0]).Distinct()));

    [Fact]
    public void Clips_last_four_seconds_or_more() => Assert.InRange(Rendered.Samples(Corpus.Clips[0]).Length, 4 * 16_000, 9 * 16_000);
}
