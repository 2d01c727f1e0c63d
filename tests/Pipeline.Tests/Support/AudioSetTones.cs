using System.Globalization;
using System.Text;

namespace Hares.Pipeline.Tests.Support;

/// <summary>A folder of short tones in AudioSet's layout: three classes, some clips of two.</summary>
internal static class AudioSetTones
{
    private const string Header = "# YTID, start_seconds, end_seconds, positive_labels\n";

    /// <summary>Writes so many clips to train on, half of them in either list, and to test, and the lists.</summary>
    public static void Write(string folder, int train, int test)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "class_labels_indices.csv"),
            "index,mid,display_name\n0,/m/0,\"Low\"\n1,/m/1,\"Middle\"\n2,/m/2,\"High\"\n");
        WriteList(folder, "balanced_train_segments", 0, train / 2);
        WriteList(folder, "unbalanced_train_segments", train / 2, train);
        WriteList(folder, "eval_segments", train, train + test);
    }

    /// <summary>Where a clip of this number lies in a list's folder.</summary>
    public static string ClipPath(string folder, string list, int clip) => Path.Combine(folder, list, $"{Id(clip)}.wav");

    private static void WriteList(string folder, string list, int first, int end)
    {
        Directory.CreateDirectory(Path.Combine(folder, list));
        var rows = new StringBuilder(Header);
        for (var clip = first; clip < end; clip++)
        {
            var labels = clip % 5 == 0 ? $"/m/{clip % 3},/m/{(clip + 1) % 3}" : $"/m/{clip % 3}";
            rows.Append(CultureInfo.InvariantCulture, $"{Id(clip)}, 0.000, 10.000, \"{labels}\"\n");
            File.WriteAllBytes(ClipPath(folder, list, clip), ToneCorpus.Wav(ToneCorpus.Tone(clip, 0.5)));
        }
        File.WriteAllText(Path.Combine(folder, $"{list}.csv"), rows.ToString());
    }

    private static string Id(int clip) => string.Create(CultureInfo.InvariantCulture, $"tone{clip:0000000}");
}
