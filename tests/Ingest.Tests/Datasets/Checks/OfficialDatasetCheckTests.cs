using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Checks;
using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Tests.Datasets.Checks;

public sealed class OfficialDatasetCheckTests
{
    private static readonly OfficialDataset Official = new()
    {
        Name = "tiny",
        Title = "Tiny",
        Clips = new Dictionary<string, int> { ["train"] = 3, ["valid"] = 1, ["test"] = 2 },
        Classes = new Dictionary<string, int> { ["label"] = 2 },
        Audio = new PublishedAudio(SampleRateHz: 8_000, Channels: 1, MinSeconds: 1, MaxSeconds: 2),
        Read = (_, _) => throw new InvalidOperationException("Nothing is read here."),
    };

    [Fact]
    public void Clips_and_classes_stand_beside_what_is_published()
    {
        var report = Check(Dataset("ok-1 train", "ok-2 test"));

        Assert.Equal([new("train", 1, 1.5, 3), new("valid", 0, 0, 1), new("test", 1, 1.5, 2)], report.Partitions);
        Assert.Equal((2, 6), (report.Clips, report.Published));
        Assert.Equal(new LabelCount("label", 1, 2), Assert.Single(report.Labels));
    }

    [Fact]
    public void Miniatures_made_here_are_not_measured_against_the_published_counts()
    {
        var report = Check(Dataset("ok-1 train", "ok-2 test") with { IsSynthetic = true, Shortfall = "lacks 4 of Tiny's 6 clips" });

        Assert.Null(report.Published);
        Assert.Equal(["Incomplete Note 0: /root lacks 4 of Tiny's 6 clips."], Told(report));
    }

    [Fact]
    public void A_list_in_place_of_the_split_is_not_measured_against_the_published_splits() =>
        Assert.Null(Check(Dataset("ok-1 train", "ok-2 test") with { SplitList = "/list.csv" }).Published);

    [Theory]
    [InlineData(false, "Error")]
    [InlineData(true, "Warning")]
    public void What_is_missing_is_an_error_unless_parts_are_allowed(bool allowPartial, string severity)
    {
        var dataset = Dataset("ok-1 train", "ok-2 test") with { Shortfall = "lacks 4 of Tiny's 6 clips", Missing = new ClipTally(3, ["a.wav", "b.wav"]) };

        var report = Check(dataset, allowPartial);

        Assert.Equal([$"Incomplete {severity} 0: /root lacks 4 of Tiny's 6 clips.", $"MissingFile {severity} 3: 3 of the entries of the metadata are not there: a.wav, b.wav, ...."], Told(report));
        Assert.Equal(!allowPartial, report.HasErrors);
    }

    [Fact]
    public void Missing_files_within_the_usual_attrition_are_a_note() =>
        Assert.Equal(["MissingFile Note 1: 1 of the entries of the metadata is not there: a.wav."],
            Told(Check(Dataset("ok-1 train", "ok-2 test") with { Missing = new ClipTally(1, ["a.wav"]) })));

    [Fact]
    public void Mislabelled_clips_are_errors_and_extra_files_warnings() =>
        Assert.Equal(
        [
            "Mislabelled Error 1: 1 file has a name that tells another class or fold than the metadata: x.wav.",
            "ExtraFile Warning 2: 2 files are not in the metadata and take no part: y.wav, z.wav.",
        ], Told(Check(Dataset("ok-1 train", "ok-2 test") with { Mislabelled = new ClipTally(1, ["x.wav"]), Extra = new ClipTally(2, ["y.wav", "z.wav"]) })));

    [Fact]
    public void What_is_too_long_for_the_dataset_is_unusable_as_in_a_run()
    {
        var dataset = Dataset("ok-1 train", "long-1 train", "ok-2 test");

        Assert.DoesNotContain(Check(dataset with { MaxClipSeconds = 3 }).Findings, finding => finding.Kind == FindingKind.UnusableAudio);
        var report = Check(dataset with { MaxClipSeconds = 2.9 });

        var finding = Assert.Single(report.Findings, finding => finding.Kind == FindingKind.UnusableAudio);
        Assert.Equal(("long-1", FindingSeverity.Error), (finding.Clip, finding.Severity));
        Assert.EndsWith(
            "lasts 3 s, more than the 2.9 s allowed, the lesser of data.maxClipSeconds and, for a public dataset, twice what its owners publish; "
            + "cut or replace the file, or raise data.maxClipSeconds where that is the lesser.",
            finding.Sentence);
    }

    [Fact]
    public void Recordings_unlike_the_published_ones_are_told_together()
    {
        var report = Check(Dataset("ok-1 train", "fast-1 train", "fast-2 test", "stereo-1 test", "short-1 test", "long-1 train", "long-2 test"));

        Assert.Equal(
        [
            "WrongRate Warning 2: 2 clips have 16,000 Hz where the owners publish 8,000 Hz, fast-1 first.",
            "WrongChannels Warning 1: stereo-1 has 2 channels where the owners publish 1.",
            "WrongLength Warning 1: short-1 has 0.5 s where the owners publish at least 1 s.",
            "WrongLength Warning 2: 2 clips have up to 3 s where the owners publish at most 2 s, long-1 first.",
        ], Told(report));
        Assert.False(report.HasErrors);
    }

    [Fact]
    public void Miniatures_made_here_may_have_any_length_but_no_other_rate() =>
        Assert.Equal(["WrongRate Warning 1: fast-1 has 16,000 Hz where the owners publish 8,000 Hz."],
            Told(Check(Dataset("ok-1 train", "short-1 test", "long-1 train", "fast-1 test") with { IsSynthetic = true })));

    [Fact]
    public void A_dataset_that_cannot_be_read_has_a_report_all_the_same()
    {
        var report = DatasetReport.Unreadable("tiny", "There is no folder.");

        Assert.Equal(["Unreadable Error 0: There is no folder."], Told(report));
        Assert.Equal((0, null, true), (report.Clips, report.Published, report.HasErrors));
    }

    private static Dataset Dataset(params string[] clips)
    {
        var parts = clips.Select(clip => clip.Split(' ')).ToList();
        return new Dataset
        {
            Name = "tiny",
            Root = "/root",
            Clips = parts.ConvertAll(part => new Clip(part[0], $"/root/{part[0]}")),
            Partitions = parts.ConvertAll(part => part[1]),
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["label"] = new("label", ["x"], parts.ConvertAll(_ => new[] { 0 })) },
        };
    }

    private static DatasetReport Check(Dataset dataset, bool allowPartial = false) =>
        new DatasetChecker(Decode, path => path.Contains("stereo", StringComparison.Ordinal) ? 2 : 1, 2)
            .Check(dataset, ["label"], Official, allowPartial);

    private static DecodeResult Decode(Clip clip) => clip.Id.Split('-')[0] switch
    {
        "fast" => new Decoded(Samples(clip, 24_000), 16_000),
        "short" => new Decoded(Samples(clip, 4_000), 8_000),
        "long" => new Decoded(Samples(clip, 24_000), 8_000),
        _ => new Decoded(Samples(clip, 12_000), 8_000),
    };

    /// <summary>No two clips are the same audio.</summary>
    private static SampleBuffer Samples(Clip clip, int count) =>
        new([.. clip.Id.Select(letter => letter / 256f), .. new float[count - clip.Id.Length]]);

    private static IEnumerable<string> Told(DatasetReport report) =>
        report.Findings.Select(finding => $"{finding.Kind} {finding.Severity} {finding.Clips}: {finding.Sentence}");
}
