using System.Globalization;
using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>
/// A corpus in the layout of ESC-50: ten of its classes under their own names and target numbers, five folds, 5 s clips at 44.1 kHz. As in the
/// original, several clips (takes) may come from one recording, and a recording never spans two folds.
/// </summary>
internal static class EnvironmentCorpus
{
    public const int SampleRateHz = 44_100;
    public const int ClipSamples = 5 * SampleRateHz;

    private const int Folds = 5;
    private const int MaxTakes = 3;
    private const int FirstSourceNumber = 100_000;

    private static readonly (string Category, int Target, Texture Texture)[] Classes =
    [
        ("dog", 0, Dog.Render),
        ("rooster", 1, Rooster.Render),
        ("rain", 10, Rain.Render),
        ("sea_waves", 11, SeaWaves.Render),
        ("crackling_fire", 12, CracklingFire.Render),
        ("crying_baby", 20, CryingBaby.Render),
        ("sneezing", 21, Sneezing.Render),
        ("clock_tick", 38, ClockTick.Render),
        ("helicopter", 40, Helicopter.Render),
        ("chainsaw", 41, Chainsaw.Render),
    ];

    public static SyntheticCorpus Plan(SynthesisOptions options)
    {
        var clips = Enumerable.Range(1, Folds)
            .SelectMany(fold => Enumerable.Range(0, Classes.Length).SelectMany(index => Fold(options, fold, index)))
            .ToList();
        return new SyntheticCorpus
        {
            Name = "esc-50",
            Folder = "esc-50",
            Version = 1,
            Clips = [.. clips.Select(clip => clip.Audio)],
            Metadata =
            [
                SyntheticFile.OfLines("meta/esc50.csv",
                    clips.Select(clip => clip.Row).Prepend("filename,fold,target,category,esc10,src_file,take"))
            ],
        };
    }

    private static IEnumerable<(SyntheticFile Audio, string Row)> Fold(SynthesisOptions options, int fold, int index)
    {
        var random = new SeededRandom(options.Seed, $"esc-50/{fold}/{index}");
        var source = FirstSourceNumber + 1000 * (fold * Classes.Length + index);
        for (var clips = 0; clips < options.ClipsPerClass; source++)
        {
            var takes = Math.Min(random.Whole(1, MaxTakes), options.ClipsPerClass - clips);
            var background = Classes[(index + random.Whole(1, Classes.Length - 1)) % Classes.Length].Texture;
            for (var take = 0; take < takes; take++, clips++) yield return Clip(options.Seed, fold, index, source, (char)('A' + take), background);
        }
    }

    private static (SyntheticFile Audio, string Row) Clip(ulong seed, int fold, int index, int source, char take, Texture background)
    {
        var (category, target, texture) = Classes[index];
        var file = string.Create(CultureInfo.InvariantCulture, $"{fold}-{source}-{take}-{target}.wav");
        var row = string.Create(CultureInfo.InvariantCulture, $"{file},{fold},{target},{category},True,{source},{take}");
        return (new SyntheticFile($"audio/{file}", () => WavWriter.Encode(Recording.Make(texture, background,
            new SeededRandom(seed, $"esc-50/{source}"), new SeededRandom(seed, $"esc-50/{source}/{take}")), SampleRateHz)), row);
    }
}
