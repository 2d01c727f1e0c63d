using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.SpeechCommands;

/// <summary>Writes an archive of Speech Commands in miniature: of each word a recording for training, one for validation, one for testing.</summary>
internal static class SpeechCommandsArchive
{
    public const string Train = "0_nohash_0.wav", Valid = "1_nohash_0.wav", Test = "2_nohash_0.wav";

    private const int RateHz = 16_000;

    public static void Write(TemporaryFolder folder, SpeechCommandsVersion version, string below = "", string lineEnd = "\n")
    {
        foreach (var word in version.Words)
            foreach (var file in (string[])[Train, Valid, Test]) folder.Write($"{below}{word}/{file}", "x");
        WriteLists(folder, version, below, lineEnd);
        Noise(folder, $"{below}_background_noise_/white_noise.wav", seconds: 3);
        Noise(folder, $"{below}_background_noise_/exercise_bike.wav", seconds: 2.5);
        Noise(folder, $"{below}_background_noise_/running_tap.wav", seconds: 2);
    }

    public static void WriteLists(TemporaryFolder folder, SpeechCommandsVersion version, string below = "", string lineEnd = "\n")
    {
        folder.Write($"{below}validation_list.txt", string.Concat(version.Words.Select(word => $"{word}/{Valid}{lineEnd}")));
        folder.Write($"{below}testing_list.txt", string.Concat(version.Words.Select(word => $"{word}/{Test}{lineEnd}")));
    }

    public static void WriteTestSet(TemporaryFolder folder, SpeechCommandsVersion version)
    {
        foreach (var label in SpeechCommandsV1Layout.Classes) folder.Write($"{version.TestSetFolder}/{label}/9_nohash_0.wav", "x");
    }

    public static string Noise(TemporaryFolder folder, string path, double seconds) =>
        folder.Write(path, WavWriter.Encode(new float[(int)(seconds * RateHz)], RateHz));
}
