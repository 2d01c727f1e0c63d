using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Notes;
using Hares.Ingest.Synthesis.Signals;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Notes;

public sealed class NotesCorpusTests
{
    private static readonly SyntheticCorpus Corpus = NotesCorpus.Plan(new SynthesisOptions());

    /// <summary>The columns of every clip: path, split, pitch, instrument.</summary>
    private static readonly string[][] Rows = Rendered.Rows(Assert.Single(Corpus.Metadata));

    [Fact]
    public void Every_split_has_every_pitch_of_every_instrument_equally_often()
    {
        var counts = Rows.CountBy(row => (Split: row[1], Pitch: row[2], Instrument: row[3])).ToList();

        Assert.Equal(3 * 24 * 6, counts.Count);
        Assert.All(counts, count => Assert.Equal(count.Key.Split switch { "train" => 4, "valid" => 1, _ => 2 }, count.Value));
    }

    [Fact]
    public void No_make_of_an_instrument_is_heard_in_two_splits()
    {
        var makes = Rows.GroupBy(row => row[0][..row[0].LastIndexOf('-')]).ToList();

        Assert.Equal(6 * 7, makes.Count);
        Assert.All(makes, make => Assert.Single(make.Select(row => row[1]).Distinct()));
    }

    [Theory]
    [InlineData("bowed")]
    [InlineData("brass")]
    [InlineData("flute")]
    [InlineData("mallet")]
    [InlineData("plucked")]
    [InlineData("reed")]
    public void The_fundamental_is_where_the_pitch_says(string instrument)
    {
        var notes = Corpus.Clips.Zip(Rows).Where(pair => pair.Second[3] == instrument && pair.Second[1] == "valid").Where((_, i) => i % 6 == 0);

        Assert.All(notes, note => Assert.Equal(int.Parse(note.Second[2]), Pitch(Rendered.Samples(note.First))));
    }

    [Fact]
    public void Notes_last_one_to_two_seconds_within_full_scale() =>
        Assert.All(Corpus.Clips.Where((_, i) => i % 101 == 0), clip =>
        {
            var samples = Rendered.Samples(clip);

            Assert.InRange(samples.Length, 16_000, 32_000);
            Assert.InRange(Level.Peak(samples), 0.05, 0.9);
        });

    [Fact]
    public void The_samples_are_those_of_every_other_machine()
    {
        var hash = new XxHash3();
        foreach (var clip in Corpus.Clips.Where((_, i) => i % 97 == 0)) hash.Append(MemoryMarshal.AsBytes(Rendered.Samples(clip).AsSpan()));

        Assert.Equal("8c163a7300c85733", hash.GetCurrentHashAsUInt64().ToString("x16"));
    }

    /// <summary>The MIDI number whose first three harmonics, a little sharp or flat, hold most of the energy around them.</summary>
    private static int Pitch(float[] samples) => Enumerable.Range(NotesCorpus.LowestPitch, 24).MaxBy(pitch =>
        Enumerable.Range(-4, 9)
            .Max(tenth => Enumerable.Range(1, 3).Sum(k => Energy(samples, k * 440 * Math.Pow(2, (pitch - 69 + tenth / 10.0) / 12)))));

    /// <summary>Energy at one frequency (Goertzel's algorithm) of the second quarter of the samples.</summary>
    private static double Energy(float[] samples, double hz)
    {
        double coefficient = 2 * Math.Cos(2 * Math.PI * hz / NotesCorpus.SampleRateHz), s1 = 0, s2 = 0;
        foreach (var sample in samples.AsSpan(samples.Length / 8, 3200)) (s1, s2) = (sample + coefficient * s1 - s2, s1);
        return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
    }
}
