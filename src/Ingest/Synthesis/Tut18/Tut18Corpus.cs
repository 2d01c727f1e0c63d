using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>
/// A corpus in the layout of TUT Urban Acoustic Scenes 2018: scenes as textures with events, recorded with two ears at places in six cities. A place
/// is on one side of the fold only.
/// </summary>
internal static class Tut18Corpus
{
    public const int SampleRateHz = 48_000;
    public const int ClipSamples = 10 * SampleRateHz;

    private const string Name = "tut18";
    private const string Device = "a";
    private const int TrainPlaces = 3;
    private const int TestPlaces = 2;
    private const int SegmentsOfPlace = 2;

    private static readonly string[] Cities = ["barcelona", "helsinki", "london", "paris", "stockholm", "vienna"];

    public static SyntheticCorpus Plan(SynthesisOptions options)
    {
        var trainPlaces = options.Scaled(TrainPlaces);
        List<(SyntheticFile Audio, string Scene, string Place, bool IsTest)> clips =
        [
            .. from scene in Scene.All
               from place in Enumerable.Range(0, trainPlaces + options.Scaled(TestPlaces))
               from segment in Enumerable.Range(0, SegmentsOfPlace)
               let name = string.Create(CultureInfo.InvariantCulture, $"{Cities[place % Cities.Length]}-{place}")
               select (Segment(options.Seed, scene, name, place * SegmentsOfPlace + segment), scene.Label, name, place >= trainPlaces),
        ];
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. clips.Select(clip => clip.Audio)],
            Metadata =
            [
                SyntheticFile.OfLines(
                    "evaluation_setup/fold1_train.txt",
                    clips.Where(clip => !clip.IsTest).Select(clip => $"{clip.Audio.Path}\t{clip.Scene}")),
                SyntheticFile.OfLines(
                    "evaluation_setup/fold1_evaluate.txt",
                    clips.Where(clip => clip.IsTest).Select(clip => $"{clip.Audio.Path}\t{clip.Scene}")),
                SyntheticFile.OfLines("evaluation_setup/fold1_test.txt", clips.Where(clip => clip.IsTest).Select(clip => clip.Audio.Path)),
                SyntheticFile.OfLines("meta.csv", clips.Select(clip => $"{clip.Audio.Path}\t{clip.Scene}\t{clip.Place}\t{Device}")
                    .Prepend("filename\tscene_label\tidentifier\tsource_label")),
            ],
        };
    }

    private static SyntheticFile Segment(ulong seed, Scene scene, string place, int number)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"audio/{scene.Label}-{place}-{number}-{Device}.wav");
        return new SyntheticFile(
            path,
            () => Record(scene, new SeededRandom(seed, $"{Name}/{scene.Label}/{place}"), new SeededRandom(seed, $"{Name}/{path}")));
    }

    private static byte[] Record(Scene scene, SeededRandom place, SeededRandom take)
    {
        var mix = new BinauralMix(ClipSamples, SampleRateHz);
        foreach (var (sound, decibels) in scene.Bed) mix.Add(sound, decibels + place.Between(-5, 5), place, take);
        foreach (var (sound, decibels, chance) in scene.Events)
            if (take.Chance(chance)) mix.Add(sound, decibels + take.Between(-6, 6), take, take);
        var recorder = Recorder.Draw(place);
        recorder.Filter(mix.Left, SampleRateHz);
        recorder.Filter(mix.Right, SampleRateHz);
        var factor = PortableMath.Decibels(place.Between(-26, -4)) / Math.Max(Level.Peak(mix.Left), Level.Peak(mix.Right));
        Level.Scale(mix.Left, factor);
        Level.Scale(mix.Right, factor);
        return WavWriter.EncodeStereo24(mix.Left, mix.Right, SampleRateHz);
    }
}
