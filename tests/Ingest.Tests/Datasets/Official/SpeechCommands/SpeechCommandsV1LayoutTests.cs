using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.SpeechCommands;

public sealed class SpeechCommandsV1LayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ten_words_are_classes_and_the_others_are_unknown()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);

        var dataset = Read();

        Assert.Equal(
            ["_silence_", "_unknown_", "down", "go", "left", "no", "off", "on", "right", "stop", "up", "yes"],
            dataset.Labels["word"].Classes);
        Assert.Equal("yes", ClassOf(dataset, "yes/0_nohash_0.wav"));
        Assert.Equal("_unknown_", ClassOf(dataset, "backward/0_nohash_0.wav"));
        Assert.Equal("_unknown_", ClassOf(dataset, "zero/0_nohash_0.wav"));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
    }

    [Fact]
    public void With_the_test_archive_its_twelve_folders_are_the_test()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002, "speech_commands_v0.02/");
        SpeechCommandsArchive.WriteTestSet(_folder, SpeechCommandsVersion.V002);

        var dataset = Read();

        Assert.Equal(
            SpeechCommandsV1Layout.Classes.Select(label => $"speech_commands_test_set_v0.02/{label}/9_nohash_0.wav").Order(StringComparer.Ordinal),
            Of(dataset, "test").Select(clip => clip.Id));
        Assert.Equal("_silence_", ClassOf(dataset, "speech_commands_test_set_v0.02/_silence_/9_nohash_0.wav"));
        Assert.Equal(35 + 4 + 3, Of(dataset, "train").Count());
        Assert.Equal(35 + 2, Of(dataset, "valid").Count());
        Assert.Equal(0, dataset.Extra.Count);
        Assert.Equal("Speech Commands v0.02 (12 classes, with test archive)", dataset.Edition!.Title);
    }

    [Fact]
    public void Without_the_test_archive_the_testing_list_and_one_noise_are_the_test()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V001);

        var dataset = Read();

        Assert.Equal(30 + 3, Of(dataset, "test").Count());
        Assert.Equal(
            [
                new Clip("_background_noise_/exercise_bike.wav#0+1", Noise("exercise_bike"), 0, 1),
                new Clip("_background_noise_/exercise_bike.wav#0.5+1", Noise("exercise_bike"), 0.5, 1),
                new Clip("_background_noise_/exercise_bike.wav#1+1", Noise("exercise_bike"), 1, 1),
            ],
            Of(dataset, "test").Where(clip => clip.DurationSeconds is not null));
        Assert.Equal(["_background_noise_/running_tap.wav#0+1", "_background_noise_/running_tap.wav#0.5+1"],
            Of(dataset, "valid").Where(clip => clip.DurationSeconds is not null).Select(clip => clip.Id));
        Assert.Equal("Speech Commands v0.01 (12 classes, without test archive)", dataset.Edition!.Title);
        Assert.StartsWith(
            "is Speech Commands v0.01 (12 classes, without test archive), not Speech Commands v0.02 (12 classes, with test archive), "
            + "and lacks 65,411 of Speech Commands v0.01 (12 classes, without test archive)'s 65,510 clips (train has 34 of 51,635,",
            dataset.Shortfall);
    }

    /// <summary>The catalogue of TensorFlow Datasets counts 85,511, 10,102 and 4,890 examples of speech_commands 0.0.3.</summary>
    [Theory]
    [InlineData("v0.02", true, 85_511, 10_102, 4_890)]
    [InlineData("v0.02", false, 85_390, 10_102, 11_126)]
    [InlineData("v0.01", true, 51_756, 6_919, 3_081)]
    [InlineData("v0.01", false, 51_635, 6_919, 6_956)]
    public void Each_edition_has_its_own_number_of_clips(string version, bool hasTestSet, int train, int valid, int test)
    {
        var clips = SpeechCommandsV1Layout.Published(SpeechCommandsVersion.All.Single(known => known.Name == version), hasTestSet).Clips;

        Assert.Equal((train, valid, test), (clips["train"], clips["valid"], clips["test"]));
    }

    [Theory]
    [InlineData("v0.02", true, null)]
    [InlineData("v0.02", false, "is Speech Commands v0.02 (12 classes, without test archive), not Speech Commands v0.02 (12 classes, with test archive)")]
    [InlineData("v0.01", true, "is Speech Commands v0.01 (12 classes, with test archive), not Speech Commands v0.02 (12 classes, with test archive)")]
    public void A_whole_edition_that_published_scores_are_not_about_is_a_part(string version, bool hasTestSet, string? shortfall)
    {
        var edition = SpeechCommandsV1Layout.Published(SpeechCommandsVersion.All.Single(known => known.Name == version), hasTestSet);
        string[] partitions = [.. edition.Clips.SelectMany(part => Enumerable.Repeat(part.Key, part.Value))];
        var whole = new Dataset
        {
            Name = "speech-commands-v1",
            Root = "/nowhere",
            Clips = [.. partitions.Select((_, i) => new Clip($"{i}.wav", "/nowhere"))],
            Partitions = partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["word"] = new("word", SpeechCommandsV1Layout.Classes, []) },
            Edition = edition,
        };

        Assert.Equal(shortfall, Completeness.Shortfall(SpeechCommandsV1Layout.Official, whole));
    }

    /// <summary>The first recordings have the length of the published ones: 60 s, the shortest, and doing_the_dishes.wav, the longest.</summary>
    [Theory]
    [InlineData(960_000, 118)]
    [InlineData(1_522_930, 189)]
    [InlineData(16_001, 1)]
    [InlineData(16_000, 0)]
    [InlineData(15_999, 0)]
    [InlineData(24_000, 1)]
    [InlineData(24_001, 2)]
    public void A_noise_gives_as_many_stretches_as_in_tensorflow_datasets(int samples, int stretches)
    {
        var path = SpeechCommandsArchive.Noise(_folder, "noise.wav", samples / 16_000.0);

        Assert.Equal(stretches, NoiseStretches.Cut("noise.wav", path).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not audio at all")]
    public void A_noise_that_cannot_be_read_stays_one_clip_for_the_decoder_to_explain(string content) =>
        Assert.Equal("noise.wav#0+1", Assert.Single(NoiseStretches.Cut("noise.wav", _folder.Write("noise.wav", content))).Id);

    [Fact]
    public void A_noise_of_an_hour_is_refused()
    {
        var path = _folder.Write("noise.wav", WavWriter.Encode(new float[3_600_000], 1_000));

        Assert.Equal($"{path} declares 3,600 s of noise; the longest of Speech Commands lasts 95 s, and 600 s are the limit.",
            Assert.Throws<DatasetException>(() => NoiseStretches.Cut("noise.wav", path)).Message);
    }

    private static IEnumerable<Clip> Of(Dataset dataset, string split) =>
        dataset.Clips.Zip(dataset.Partitions).Where(clip => clip.Second == split).Select(clip => clip.First);

    private static string ClassOf(Dataset dataset, string id)
    {
        var place = dataset.Clips.Index().Single(clip => clip.Item.Id == id).Index;
        return dataset.Labels["word"].Classes[dataset.Labels["word"].Values[place].Single()];
    }

    private string Noise(string name) => _folder.File($"_background_noise_/{name}.wav");

    private Dataset Read() => OfficialDatasets.Read("speech-commands-v1", _folder.Path, allowPartial: true);
}
