using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Signals;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Environment;

public sealed class EnvironmentCorpusTests
{
    private static readonly SyntheticCorpus Corpus = EnvironmentCorpus.Plan(new SynthesisOptions());

    /// <summary>The columns of every clip: filename, fold, target, category, esc10, src_file, take.</summary>
    private static readonly string[][] Rows = Rendered.Rows(Assert.Single(Corpus.Metadata));

    /// <summary>The first clip of each class in the first fold, made once for all tests.</summary>
    private static readonly Lazy<float[][]> OneOfEach = new(() =>
        [.. Corpus.Clips.Take(80).Where((_, i) => i % 8 == 0).AsParallel().AsOrdered().Select(Rendered.Samples)]);

    [Fact]
    public void Every_class_has_eight_clips_in_each_of_five_folds()
    {
        var counts = Rows.CountBy(row => (Fold: row[1], Category: row[3])).ToList();

        Assert.Equal(50, counts.Count);
        Assert.All(counts, count => Assert.Equal(8, count.Value));
    }

    [Fact]
    public void File_names_are_made_as_in_the_original() =>
        Assert.All(Corpus.Clips.Zip(Rows), pair =>
        {
            var (clip, row) = pair;
            Assert.Equal($"{row[1]}-{row[5]}-{row[6]}-{row[2]}.wav", row[0]);
            Assert.Equal($"audio/{row[0]}", clip.Path);
        });

    [Fact]
    public void Recordings_have_several_takes_and_never_span_two_folds_or_classes()
    {
        var recordings = Rows.GroupBy(row => row[5]).ToList();

        Assert.All(recordings, recording => Assert.Single(recording.Select(row => (row[1], row[3])).Distinct()));
        Assert.InRange(recordings.Count(recording => recording.Count() > 1), 50, 200);
        Assert.Equal(400, Corpus.Clips.Select(clip => clip.Path).Distinct().Count());
    }

    [Fact]
    public void More_clips_a_class_leave_the_first_ones_as_they_are()
    {
        var more = EnvironmentCorpus.Plan(new SynthesisOptions { ClipsPerClass = 9 });

        Assert.Subset(more.Clips.Select(clip => clip.Path).ToHashSet(), Corpus.Clips.Select(clip => clip.Path).ToHashSet());
    }

    [Fact]
    public void Every_class_sounds_and_stays_within_full_scale() =>
        Assert.All(OneOfEach.Value, samples =>
        {
            Assert.Equal(220_500, samples.Length);
            Assert.InRange(Level.Peak(samples), 0.05, 0.9);
            Assert.InRange(Level.RootMeanSquare(samples), 0.001, 0.5);
        });

    [Fact]
    public void The_samples_are_those_of_every_other_machine()
    {
        var hash = new XxHash3();
        foreach (var samples in OneOfEach.Value) hash.Append(MemoryMarshal.AsBytes(samples.AsSpan()));

        Assert.Equal("5de1843261e94154", hash.GetCurrentHashAsUInt64().ToString("x16"));
    }
}
