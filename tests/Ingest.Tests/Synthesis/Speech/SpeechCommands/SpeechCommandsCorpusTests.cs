using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Speech.SpeechCommands;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis.Speech.SpeechCommands;

public sealed class SpeechCommandsCorpusTests
{
    private static readonly SyntheticCorpus V1 = SpeechCommandsCorpus.PlanV1(new SynthesisOptions());
    private static readonly SyntheticCorpus V2 = SpeechCommandsCorpus.PlanV2(new SynthesisOptions());

    [Fact]
    public void The_first_version_has_thirty_words_and_the_second_thirty_five()
    {
        Assert.Equal(30, Words(V1).Select(Word).Distinct().Count());
        Assert.Equal(["backward", "follow", "forward", "learn", "visual"], Words(V2).Select(Word).Except(Words(V1).Select(Word)).Order());
    }

    [Fact]
    public void The_twelve_class_task_has_most_clips_of_its_ten_commands()
    {
        var counts = Words(V1).CountBy(Word).ToDictionary();

        Assert.Equal("down go left no off on right stop up yes", string.Join(' ', counts.Where(count => count.Value == 17).Select(count => count.Key).Order()));
        Assert.Equal(20, counts.Count(count => count.Value == 4));
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
        Assert.All(V1.Clips.Where((clip, i) => i % 10 == 0 && clip.Path[0] != '_'), clip => Assert.InRange(Rendered.Samples(clip).Length, 4_000, 16_000));

    private static IEnumerable<string> Words(SyntheticCorpus corpus) => corpus.Clips.Select(clip => clip.Path).Where(path => path[0] != '_');

    private static string Word(string path) => path[..path.IndexOf('/')];

    private static string Speaker(string path) => path[(path.IndexOf('/') + 1)..path.IndexOf("_nohash", StringComparison.Ordinal)];
}
