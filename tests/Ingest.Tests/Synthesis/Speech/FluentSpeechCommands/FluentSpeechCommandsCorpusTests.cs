using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Speech.FluentSpeechCommands;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Speech.FluentSpeechCommands;

public sealed class FluentSpeechCommandsCorpusTests
{
    private static readonly SyntheticCorpus Corpus = FluentSpeechCommandsCorpus.Plan(new SynthesisOptions());

    /// <summary>The rows of the three tables: number, path, speakerId, transcription, action, object, location.</summary>
    private static readonly string[][][] Splits = [.. Corpus.Metadata.Take(3).Select(Rendered.Rows)];

    [Fact]
    public void The_tables_are_named_and_headed_as_in_the_original()
    {
        Assert.Equal(
            ["data/train_data.csv", "data/valid_data.csv", "data/test_data.csv", "data/speaker_demographics.csv"],
            Corpus.Metadata.Select(file => file.Path));
        Assert.Equal(",path,speakerId,transcription,action,object,location", Rendered.Lines(Corpus.Metadata[0])[0]);
        Assert.All(Splits, rows => Assert.Equal(Enumerable.Range(0, rows.Length).Select(i => $"{i}"), rows.Select(row => row[0])));
    }

    [Fact]
    public void Every_split_has_all_thirty_one_intents() =>
        Assert.All(Splits, rows => Assert.Equal(31, rows.Select(row => (row[4], row[5], row[6])).Distinct().Count()));

    [Fact]
    public void The_slots_have_the_originals_six_actions_fourteen_objects_and_four_locations() =>
        Assert.Equal([6, 14, 4], Enumerable.Range(4, 3).Select(column => Splits[0].Select(row => row[column]).Distinct().Count()));

    [Fact]
    public void Every_speaker_is_heard_in_one_split_only() =>
        Assert.Equal(16 + 3 + 6, Splits.Sum(rows => rows.Select(row => row[2]).Distinct().Count()));

    [Fact]
    public void The_rows_name_every_clip_in_its_speakers_folder()
    {
        Assert.Equal(Corpus.Clips.Select(clip => clip.Path), Splits.SelectMany(rows => rows.Select(row => row[1])));
        Assert.All(Splits.SelectMany(rows => rows), row =>
        {
            Assert.StartsWith($"wavs/speakers/{row[2]}/", row[1]);
            Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.]wav$", Path.GetFileName(row[1]));
        });
    }

    [Fact]
    public void Training_hears_every_wording_that_is_tested() =>
        Assert.Subset(Splits[0].Select(row => row[3]).ToHashSet(), Splits[2].Select(row => row[3]).ToHashSet());
}
