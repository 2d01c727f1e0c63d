using System.IO.Hashing;
using System.Text.Json;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.NSynth;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.NSynth;

public sealed class NSynthCorpusTests
{
    private static readonly SyntheticCorpus Corpus = NSynthCorpus.Plan(new SynthesisOptions());

    /// <summary>The notes of each split, by name.</summary>
    private static readonly IReadOnlyList<Dictionary<string, JsonElement>> Splits =
        [.. Corpus.Metadata.Select(file => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(file.Render())!)];

    [Fact]
    public void Its_reader_finds_every_note_in_the_family_that_its_name_tells()
    {
        var dataset = Outline.Read(Corpus);

        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), dataset.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 0, 0), (dataset.Missing.Count, dataset.Extra.Count, dataset.Mislabelled.Count));
        Assert.Equal(11, dataset.Labels["instrument"].Values.Select(family => Assert.Single(family)).Distinct().Count());
    }

    [Fact]
    public void Every_note_has_all_keys_of_the_original() =>
        Assert.All(Splits.SelectMany(split => split.Values), note => Assert.Equal(
            [
                "instrument", "instrument_family", "instrument_family_str", "instrument_source", "instrument_source_str", "instrument_str", "note",
                "note_str", "pitch", "qualities", "qualities_str", "sample_rate", "velocity",
            ],
            note.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void No_instrument_is_in_two_splits()
    {
        var instruments = Splits.Select(split => split.Values.Select(note => note.GetProperty("instrument_str").GetString()).ToHashSet()).ToList();

        Assert.Empty(instruments[0].Intersect(instruments[1].Concat(instruments[2])));
        Assert.Empty(instruments[1].Intersect(instruments[2]));
    }

    [Fact]
    public void Every_pitch_of_the_test_split_is_heard_in_training() =>
        Assert.Empty(Pitches(Splits[2]).Except(Pitches(Splits[0])));

    [Fact]
    public void Notes_last_four_seconds() => Assert.Equal(64_000, Rendered.Samples(Corpus.Clips[0]).Length);

    [Fact]
    public void The_bytes_are_those_of_every_other_machine()
    {
        var hash = new XxHash3();
        foreach (var clip in Corpus.Clips.Where((_, i) => i % 29 == 0)) hash.Append(clip.Render());

        Assert.Equal("6cdd48f1f327874a", hash.GetCurrentHashAsUInt64().ToString("x16"));
    }

    private static IEnumerable<int> Pitches(Dictionary<string, JsonElement> split) =>
        split.Values.Select(note => note.GetProperty("pitch").GetInt32());
}
