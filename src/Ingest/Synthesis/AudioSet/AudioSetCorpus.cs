using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.AudioSet;

/// <summary>
/// A corpus in the layout of AudioSet: clips of one to three sounds, from anywhere in the clip to all of it, over others that are not labelled; FLAC
/// of 48 kHz, or one in ten of 44.1 kHz. Clips last five seconds instead of ten.
/// </summary>
internal static class AudioSetCorpus
{
    public const int ClipSeconds = 5;

    private const string Name = "audioset";
    private const string VideoLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int SegmentsOfClass = 4;
    private const int UsualRateHz = 48_000;
    private const int OtherRateHz = 44_100;

    private static readonly string[] Lists = ["balanced_train_segments", "unbalanced_train_segments", "eval_segments"];

    private static readonly int[] Sounding = [.. Enumerable.Range(0, SoundClass.All.Count).Where(place => SoundClass.All[place].Sound is not null)];

    public static SyntheticCorpus Plan(SynthesisOptions options)
    {
        var lists = Lists.Select(list => (Name: list, Segments: Segments(options, list, options.Scaled(SegmentsOfClass)))).ToList();
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. lists.SelectMany(list => list.Segments.Select(segment => Clip(options.Seed, segment)))],
            Metadata =
            [
                SyntheticFile.OfLines("class_labels_indices.csv", SoundClass.All
                    .Select((label, place) => string.Create(CultureInfo.InvariantCulture, $"{place},{label.Mid},\"{label.DisplayName}\""))
                    .Prepend("index,mid,display_name")),
                .. lists.Select(list => SyntheticFile.OfLines(
                    $"{list.Name}.csv",
                    Header(list.Segments).Concat(list.Segments.Select(segment => segment.Row)))),
            ],
        };
    }

    /// <summary>So many segments for each class that sounds; others may sound with it.</summary>
    private static List<Segment> Segments(SynthesisOptions options, string list, int ofClass) =>
    [
        .. from place in Sounding
           from number in Enumerable.Range(0, ofClass)
           let random = new SeededRandom(options.Seed, string.Create(CultureInfo.InvariantCulture, $"{Name}/{list}/{place}/{number}"))
           let others = Enumerable.Range(0, random.Whole(0, 2)).Select(_ => Sounding[random.Whole(0, Sounding.Length - 1)])
           select new Segment(list, random.Text(VideoLetters, 11), 10 * random.Whole(0, 40), [.. others.Prepend(place).Distinct()]),
    ];

    private static IEnumerable<string> Header(IReadOnlyList<Segment> segments) =>
    [
        "# Segments csv of synthetic clips",
        string.Create(CultureInfo.InvariantCulture, $"# num_ytids={segments.Count}, num_segs={segments.Count}, ")
            + string.Create(CultureInfo.InvariantCulture, $"num_unique_labels={segments.SelectMany(segment => segment.Labels).Distinct().Count()}, ")
            + string.Create(CultureInfo.InvariantCulture, $"num_positive_labels={segments.Sum(segment => segment.Labels.Count)}"),
        "# YTID, start_seconds, end_seconds, positive_labels",
    ];

    private static SyntheticFile Clip(ulong seed, Segment segment) =>
        new($"{segment.List}/{segment.Video}.flac", () => Record(segment, new SeededRandom(seed, $"{Name}/{segment.Video}")));

    private static byte[] Record(Segment segment, SeededRandom random)
    {
        var rateHz = random.Chance(0.1) ? OtherRateHz : UsualRateHz;
        var samples = new float[ClipSeconds * rateHz];
        foreach (var sound in segment.Sounds) Add(samples, rateHz, SoundClass.All[sound].Sound!, random.Between(-8, 4), random);
        Add(samples, rateHz, SoundClass.All[Sounding[random.Whole(0, Sounding.Length - 1)]].Sound!, random.Between(-36, -16), random);
        Recorder.Draw(random).Filter(samples, rateHz);
        Level.Normalize(samples, PortableMath.Decibels(random.Between(-24, -1)));
        return SoundEncoder.EncodeFlac(samples, rateHz);
    }

    /// <summary>Adds a sound that begins anywhere in the first half and lasts to the end, or nearly.</summary>
    private static void Add(Span<float> samples, int rateHz, Texture sound, double decibels, SeededRandom random)
    {
        var begin = random.Chance(0.5) ? 0 : (int)(random.Between(0, 0.5) * samples.Length);
        var layer = new float[(int)((samples.Length - begin) * random.Between(0.6, 1))];
        sound(layer, rateHz, random, random);
        var loudness = Level.RootMeanSquare(layer);
        if (loudness == 0) return;
        var factor = PortableMath.Decibels(decibels) / loudness;
        for (var i = 0; i < layer.Length; i++) samples[begin + i] += (float)(factor * layer[i]);
    }
}
