using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Speech.SpeechCommands;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Speech.SpeechCommands;

public sealed class SpeechCommandsCorpusTests
{
    private static readonly SyntheticCorpus V1 = SpeechCommandsCorpus.PlanV1(new SynthesisOptions());
    private static readonly SyntheticCorpus V2 = SpeechCommandsCorpus.PlanV2(new SynthesisOptions());

    [Fact]
    public void Both_tasks_have_the_words_of_v002()
    {
        var words = SpeechCommandsVersion.V002.Words.Order(StringComparer.Ordinal).ToList();

        Assert.All([V1, V2], corpus => Assert.Equal(words, Words(corpus).Select(Word).Distinct().Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    public void Twelve_classes_are_tested_equally_often_in_a_folder_of_their_own(int clipsPerClass)
    {
        var corpus = SpeechCommandsCorpus.PlanV1(new SynthesisOptions { ClipsPerClass = clipsPerClass });
        var tested = corpus.Clips.Select(clip => clip.Path.Split('/')).Where(parts => parts[0] == "speech_commands_test_set_v0.02").ToList();

        Assert.Equal(
            SpeechCommandsV1Layout.Classes.Order(StringComparer.Ordinal),
            tested.Select(parts => parts[1]).Distinct().Order(StringComparer.Ordinal));
        Assert.Single(tested.CountBy(parts => parts[1]).Select(count => count.Value).Distinct());
        Assert.Equal(corpus.Clips.Count, corpus.Clips.Select(clip => clip.Path).Distinct().Count());
    }

    [Fact]
    public void A_tested_command_is_a_copy_of_a_recording_for_testing_and_silence_lasts_a_second()
    {
        var copy = V1.Clips.Last(clip => clip.Path.StartsWith("speech_commands_test_set_v0.02/yes/", StringComparison.Ordinal));
        var original = V1.Clips.Single(clip => copy.Path == $"speech_commands_test_set_v0.02/{clip.Path}");

        Assert.Contains(original.Path, Rendered.Lines(V1.Metadata[1]));
        Assert.Equal(original.Render(), copy.Render());
        Assert.All(
            V1.Clips.Where(clip => clip.Path.Contains("/_silence_/", StringComparison.Ordinal)),
            clip => Assert.Equal(16_000, Rendered.Samples(clip).Length));
    }

    [Fact]
    public void The_reader_takes_the_twelve_class_corpus_for_v002_with_its_test_archive()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in V1.Clips.Where(clip => clip.Path[0] != '_').Concat(V1.Metadata))
            folder.Write(file.Path, V1.Metadata.Contains(file) ? file.Render() : []);

        var dataset = OfficialDatasets.Read("speech-commands-v1", folder.Path, allowPartial: true);

        Assert.Equal("Speech Commands v0.02 (12 classes, with test archive)", dataset.Edition!.Title);
        Assert.Equal(
            [("test", 72), ("train", 170), ("valid", 35)],
            dataset.Partitions.CountBy(split => split).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
    }

    [Fact]
    public void The_twelve_class_task_has_most_clips_of_its_ten_commands()
    {
        var counts = Words(V1).CountBy(Word).ToDictionary();

        Assert.Equal(
            "down go left no off on right stop up yes",
            string.Join(' ', counts.Where(count => count.Value == 19).Select(count => count.Key).Order()));
        Assert.Equal(25, counts.Count(count => count.Value == 4));
        Assert.All(Words(V2).CountBy(Word), count => Assert.Equal(12, count.Value));
    }

    [Fact]
    public void Paths_are_made_as_in_the_original_and_none_occurs_twice()
    {
        Assert.All(Words(V2), path => Assert.Matches("^[a-z]+/[0-9a-f]{8}_nohash_[0-9]+[.]wav$", path));
        Assert.Equal(V2.Clips.Count, V2.Clips.Select(clip => clip.Path).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    public void The_lists_part_the_speakers_and_name_every_word(int clipsPerClass)
    {
        var corpus = SpeechCommandsCorpus.PlanV2(new SynthesisOptions { ClipsPerClass = clipsPerClass });
        string[] valid = Rendered.Lines(corpus.Metadata[0]), test = Rendered.Lines(corpus.Metadata[1]);
        var train = Words(corpus).Except(valid).Except(test).ToArray();

        Assert.Equal(["validation_list.txt", "testing_list.txt"], corpus.Metadata.Select(file => file.Path));
        Assert.All([train, valid, test], split => Assert.Equal(35, split.Select(Word).Distinct().Count()));
        Assert.Empty(train.Select(Speaker).Intersect(valid.Concat(test).Select(Speaker)));
        Assert.Empty(valid.Select(Speaker).Intersect(test.Select(Speaker)));
    }

    [Fact]
    public void Background_noises_are_long_enough_for_stretches_of_a_second()
    {
        var noises = V1.Clips.Where(clip => clip.Path.StartsWith('_')).ToList();

        Assert.Equal(["doing_the_dishes", "dude_miaowing", "exercise_bike", "pink_noise", "running_tap", "white_noise"],
            noises.Select(noise => Path.GetFileNameWithoutExtension(noise.Path)));
        Assert.All(noises, noise => Assert.Equal(6 * 16_000, Rendered.Samples(noise).Length));
    }

    [Fact]
    public void A_clip_lasts_a_second_at_most() =>
        Assert.All(
            V1.Clips.Where((clip, i) => i % 10 == 0 && clip.Path[0] != '_'),
            clip => Assert.InRange(Rendered.Samples(clip).Length, 4_000, 16_000));

    private static IEnumerable<string> Words(SyntheticCorpus corpus) =>
        corpus.Clips.Select(clip => clip.Path).Where(path => path[0] != '_' && path.Count(letter => letter == '/') == 1);

    private static string Word(string path) => path[..path.IndexOf('/')];

    private static string Speaker(string path) => path[(path.IndexOf('/') + 1)..path.IndexOf("_nohash", StringComparison.Ordinal)];
}
