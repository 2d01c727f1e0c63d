using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Birdsong;

/// <summary>
/// A corpus in the layout of DCASE 2018 task 3: three sets with the originals' shares of birds and their own surroundings. Clips last four seconds
/// instead of ten. What else may happen in a clip happens with birds and without.
/// </summary>
internal static class BirdsongCorpus
{
    public const int SampleRateHz = 44_100;
    public const int ClipSamples = 4 * SampleRateHz;

    private const string Name = "birdsong";
    private const int ClipsOfSet = 70;
    private const int Species = 7;

    public static SyntheticCorpus Plan(SynthesisOptions options)
    {
        var sets = FieldSet.All
            .Select(set => (
                Set: set,
                Clips: Enumerable.Range(0, options.Scaled(ClipsOfSet)).Select(number => Clip(options.Seed, set, number)).ToList()))
            .ToList();
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. sets.SelectMany(set => set.Clips.Select(clip => clip.Audio))],
            Metadata =
            [
                .. sets.Select(set => SyntheticFile.OfLines(
                    set.Set.Labels,
                    set.Clips.Select(clip => clip.Row).Prepend("itemid,datasetid,hasbird")))
            ],
        };
    }

    private static (SyntheticFile Audio, string Row) Clip(ulong seed, FieldSet set, int number)
    {
        var path = $"{Name}/{set.Name}/{number}";
        var random = new SeededRandom(seed, path);
        var (item, hasBird) = (set.Item(number, random), random.Chance(set.Birds));
        return (
            new SyntheticFile(
                $"audio/{set.Name}/{item}.wav",
                () => WavWriter.Encode(Record(seed, set, hasBird, new SeededRandom(seed, $"{path}/audio")), SampleRateHz)),
            $"{item},{set.Name},{(hasBird ? 1 : 0)}");
    }

    private static float[] Record(ulong seed, FieldSet set, bool hasBird, SeededRandom random)
    {
        var samples = new float[ClipSamples];
        Pick(set.Beds, random)(samples, SampleRateHz, random, random);
        while (random.Chance(0.5)) Add(Pick(set.Events, random), random, random.Between(-16, 0));
        if (hasBird) Add(BirdSong.Render, ASpecies(seed, random), random.Between(set.BirdDecibels.Min, set.BirdDecibels.Max));
        Recorder.Draw(random).Filter(samples, SampleRateHz);
        Level.Normalize(samples, PortableMath.Decibels(random.Between(-24, -1)));
        return samples;

        void Add(Texture sound, SeededRandom source, double decibels)
        {
            var layer = new float[samples.Length];
            sound(layer, SampleRateHz, source, random);
            Level.Mix(samples, layer, decibels);
        }
    }

    /// <summary>The few species of the region, the same ones in all sets.</summary>
    private static SeededRandom ASpecies(ulong seed, SeededRandom random) => new(seed, $"{Name}/species/{random.Whole(1, Species)}");

    private static Texture Pick(IReadOnlyList<Texture> textures, SeededRandom random) => textures[random.Whole(0, textures.Count - 1)];
}
