using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Checks;

namespace Hares.Ingest.Tests.Datasets.Checks;

public sealed class DatasetCheckerTests
{
    [Fact]
    public void A_sound_dataset_has_counts_and_no_findings()
    {
        var report = Check(Splits("a train x", "b train y", "c valid x", "d test x", "e test y"));

        Assert.Empty(report.Findings);
        Assert.False(report.HasErrors);
        Assert.Equal([new("train", 2, 1.0), new("valid", 1, 0.5), new("test", 2, 1.0)], report.Partitions);
        Assert.Equal((5, 2.5), (report.Clips, report.AudioSeconds));
        Assert.Equal(["x: 1 1 1", "y: 1 0 1"], report.Classes.Select(entry => $"{entry.Class}: {string.Join(' ', entry.Clips)}"));
    }

    [Fact]
    public void Every_fault_is_found_and_told_in_the_order_of_the_metadata()
    {
        var report = Check(
            Splits("a train x", "missing train x", "broken test y", "b train -", "a-copy train x", "a-copy-2 valid x", "a-copy-3 test x"),
            "label",
            "mood");

        Assert.Equal(
        [
            "UnknownLabel Error : There is no label \"mood\"; the labels are label.",
            "ClassWithoutTraining Error : The label \"y\" has no clip in train.",
            "MissingFile Error missing: missing is not there.",
            "UnusableAudio Error broken: broken is broken.",
            "Unlabelled Warning b: b has no label.",
            "Duplicate Note a-copy: a-copy and a, both in train, are the same audio.",
            "Leak Warning a-copy-2: a-copy-2 in valid and a in train are the same audio.",
            "Leak Error a-copy-3: a-copy-3 in test and a in train are the same audio.",
        ], Told(report));
        Assert.True(report.HasErrors);
    }

    [Fact]
    public void A_class_without_test_clips_is_a_warning() =>
        Assert.Equal(["ClassWithoutTest Warning : The label \"y\" has no clip in test."], Told(Check(Splits("a train x", "b train y", "c test x"))));

    [Theory]
    [InlineData("a train x", "EmptySplit Error : The split test has no clips.")]
    [InlineData("a test x", "EmptySplit Error : The split train has no clips.")]
    public void Train_and_test_must_have_clips(string clip, string expected) => Assert.Equal([expected], Told(Check(Splits(clip))));

    [Fact]
    public void The_same_audio_in_two_folds_is_an_error() =>
        Assert.Equal(["Leak Error a-copy: a-copy in fold 10 and a in fold 2 are the same audio."], Told(Check(Folds("a 2 x", "a-copy 10 x"))));

    [Fact]
    public void A_class_of_one_fold_cannot_be_trained_when_that_fold_is_tested() =>
        Assert.Equal(["ClassWithoutTraining Error : The label \"y\" occurs in fold 2 only: when that is tested, nothing was trained."],
            Told(Check(Folds("a 1 x", "b 2 x", "c 2 y"))));

    [Fact]
    public void One_fold_is_too_few() =>
        Assert.Equal(
            ["EmptySplit Error : There is 1 fold; testing on one fold and training on the rest needs at least 2."],
            Told(Check(Folds("a 1 x"))));

    [Fact]
    public void Folds_are_listed_in_the_order_of_their_numbers() =>
        Assert.Equal(["1", "2", "10"], Check(Folds("a 10 x", "b 2 x", "c 1 x")).Partitions.Select(partition => partition.Partition));

    [Fact]
    public void Different_stretches_of_one_file_are_different_audio()
    {
        var dataset = Splits("a train x", "a test x");
        var stretches = new Dataset
        {
            Name = dataset.Name,
            Root = dataset.Root,
            Clips = [dataset.Clips[0], dataset.Clips[1] with { Id = "a#5+1", StartSeconds = 5, DurationSeconds = 1 }],
            Partitions = dataset.Partitions,
            HasFolds = false,
            Labels = dataset.Labels,
        };

        Assert.Empty(Check(stretches).Findings);
    }

    [Fact]
    public void The_report_does_not_depend_on_the_number_of_threads()
    {
        var dataset = Splits(
            [.. Enumerable.Range(0, 500).Select(i => $"{(i % 7 == 0 ? "missing" : $"c{i % 100}-copy")} {(i % 2 == 0 ? "train" : "test")} x")]);

        Assert.Equal(Told(Check(dataset, threads: 1)), Told(Check(dataset, threads: 8)));
    }

    [Fact]
    public void Where_clips_may_have_several_classes_those_without_are_a_note()
    {
        var dataset = Splits("a train x", "b train -", "c test x", "d test -");
        var tags = dataset with { Labels = new Dictionary<string, LabelColumn> { ["label"] = new("label", ["x", "y"], [[0, 1], [], [0, 1], []]) } };

        Assert.Equal(["Unlabelled Note : 2 clips have no label."], Told(Check(tags)));
    }

    [Fact]
    public void A_class_that_no_clip_bears_is_counted_but_no_finding()
    {
        var dataset = Splits("a train x", "b test x");
        var report = Check(dataset with { Labels = new Dictionary<string, LabelColumn> { ["label"] = new("label", ["x", "y"], [[0], [0]]) } });

        Assert.Empty(report.Findings);
        Assert.Equal(new LabelCount("label", 1, null), Assert.Single(report.Labels));
    }

    [Fact]
    public void Clips_that_cannot_be_decoded_are_nobodys_duplicates() =>
        Assert.Equal(
            ["EmptySplit", "UnusableAudio", "UnusableAudio"],
            Check(Splits("broken train x", "broken train x")).Findings.Select(finding => $"{finding.Kind}"));

    [Fact]
    public void The_same_samples_at_another_rate_are_other_audio() =>
        Assert.Empty(new DatasetChecker(clip => new Decoded(new SampleBuffer(new float[4000]), clip.Id == "a" ? 8000 : 16_000), _ => null, 2)
            .Check(Splits("a train x", "b test x"), ["label"]).Findings);

    private static Dataset Splits(params string[] clips) => Make(clips, hasFolds: false);

    private static Dataset Folds(params string[] clips) => Make(clips, hasFolds: true);

    /// <summary>A dataset from "file partition class"; the class "-" stands for none.</summary>
    private static Dataset Make(string[] clips, bool hasFolds)
    {
        var parts = clips.Select(clip => clip.Split(' ')).ToList();
        string[] classes = [.. parts.Select(part => part[2]).Where(name => name != "-").Distinct().Order()];
        return new Dataset
        {
            Name = "tiny",
            Root = "/root",
            Clips = parts.ConvertAll(part => new Clip(part[0], $"/root/{part[0]}")),
            Partitions = parts.ConvertAll(part => part[1]),
            HasFolds = hasFolds,
            Labels = new Dictionary<string, LabelColumn>
            {
                ["label"] = new("label", classes, parts.ConvertAll(part => part[2] == "-" ? Array.Empty<int>() : [Array.IndexOf(classes, part[2])])),
            },
        };
    }

    private static DatasetReport Check(Dataset dataset, params string[] labels) => Check(dataset, 2, labels);

    private static DatasetReport Check(Dataset dataset, int threads, params string[] labels) =>
        new DatasetChecker(Decode, _ => null, threads).Check(dataset, labels.Length == 0 ? ["label"] : labels);

    private static DecodeResult Decode(Clip clip) => Path.GetFileName(clip.Path) switch
    {
        "missing" => new Skipped(SkipReason.Missing, "missing is not there."),
        "broken" => new Skipped(SkipReason.Damaged, "broken is broken."),
        var name => new Decoded(Samples($"{name.Split('-')[0]} from {clip.StartSeconds}"), 8000),
    };

    /// <summary>Clips share their samples when their names do up to "-copy", and their start.</summary>
    private static SampleBuffer Samples(string content) =>
        new([.. content.Select(letter => letter / 256f), .. new float[4000 - content.Length]]);

    private static IEnumerable<string> Told(DatasetReport report) =>
        report.Findings.Select(finding => $"{finding.Kind} {finding.Severity} {finding.Clip}: {finding.Sentence}");
}
