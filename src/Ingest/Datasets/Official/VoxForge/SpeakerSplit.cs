namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>
/// Deals speakers to splits as TensorFlow Datasets does for VoxForge (tensorflow_datasets/datasets/voxforge/voxforge_dataset_builder.py):
/// sorted by code point, shuffled with seed 0, the first 70 % for training, 10 % for validation, the rest for testing. The whole set of
/// speakers decides: with one more or less, every speaker may land elsewhere.
/// </summary>
internal static class SpeakerSplit
{
    private const double TrainShare = 0.7, ValidShare = 0.1;

    /// <summary>"train", "valid" or "test" by speaker.</summary>
    public static Dictionary<string, string> Deal(IEnumerable<string> speakers)
    {
        var dealt = speakers.Distinct().Order(StringComparer.Ordinal).ToList();
        new LegacyNumPyRandom(seed: 0).Shuffle(dealt);
        var train = (int)(TrainShare * dealt.Count);
        var valid = (int)((TrainShare + ValidShare) * dealt.Count); // 0.7 + 0.1 is below 0.8, there as here
        return dealt.Index().ToDictionary(entry => entry.Item, entry => entry.Index < train ? "train" : entry.Index < valid ? "valid" : "test");
    }
}
