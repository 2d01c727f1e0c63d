using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.AudioSet;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.AudioSet;

public sealed class AudioSetCorpusTests
{
    private static readonly SyntheticCorpus Corpus = AudioSetCorpus.Plan(new SynthesisOptions());

    [Fact]
    public void Its_reader_finds_every_clip_with_every_class_in_both_splits()
    {
        var dataset = Outline.Read(Corpus);

        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), dataset.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
        Assert.Equal(
            2 * 15,
            dataset.Partitions
                .Zip(dataset.Labels["sound"].Values)
                .SelectMany(clip => clip.Second.Select(sound => (clip.First, sound)))
                .Distinct()
                .Count());
    }

    [Fact]
    public void A_dog_is_an_animal_as_well()
    {
        var rows = Rendered.Lines(Corpus.Metadata[1]).Where(line => line.Contains("/m/0bt9lr", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches("^[A-Za-z0-9_-]{11}, [0-9]+[.]000, [0-9]+[.]000, \"[^\"]*/m/0jbk[^\"]*/m/0bt9lr[^\"]*\"$", row));
    }

    [Fact]
    public void Clips_last_five_seconds_at_48_kilohertz_or_now_and_then_44()
    {
        var clips = Corpus.Clips.Take(40).AsParallel().Select(Outline.Decode).ToList();

        Assert.All(clips, clip => Assert.Equal(5 * clip.SampleRateHz, clip.Samples.Length));
        Assert.Equal([44_100, 48_000], clips.Select(clip => clip.SampleRateHz).Distinct().Order());
        Assert.InRange(clips.Count(clip => clip.SampleRateHz == 48_000), 28, 39);
    }

    [Fact]
    public void The_samples_are_those_of_every_other_machine()
    {
        var hash = new XxHash3();
        foreach (var clip in Corpus.Clips.Where((_, i) => i % 41 == 0)) hash.Append(MemoryMarshal.AsBytes(Outline.Decode(clip).Samples.Span));

        Assert.Equal("e8f840b7b9605284", hash.GetCurrentHashAsUInt64().ToString("x16"));
    }
}
