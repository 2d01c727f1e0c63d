using System.Globalization;
using System.Text;

namespace Hares.Pipeline.Tests.Support;

/// <summary>A folder of short tones in noise, three classes by pitch, with its CSV: train, valid and test in turn.</summary>
internal static class ToneCorpus
{
    public const int RateHz = 16_000;

    private static readonly double[] ClassHz = [300, 900, 2700];

    /// <summary>Writes <paramref name="clips"/> files and clips.csv into <paramref name="folder"/>.</summary>
    public static void Write(string folder, int clips, double seconds = 0.6)
    {
        Directory.CreateDirectory(Path.Combine(folder, "audio"));
        var manifest = new StringBuilder("path,split,pitch,parity\n");
        for (var i = 0; i < clips; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"audio/{i:0000}.wav");
            File.WriteAllBytes(Path.Combine(folder, name), Wav(Tone(i, seconds)));
            manifest.Append(
                CultureInfo.InvariantCulture,
                $"{name},{new[] { "train", "train", "valid", "test" }[i / 3 % 4]},{ClassHz[i % 3]:0},{(i % 2 == 0 ? "even" : "odd")}\n");
        }
        File.WriteAllText(Path.Combine(folder, "clips.csv"), manifest.ToString());
    }

    /// <summary>A tone of the clip's class, its level and phase the clip's own, in a little noise.</summary>
    public static short[] Tone(int clip, double seconds)
    {
        var random = new Random(clip);
        var (hz, phase, level) = (ClassHz[clip % 3] * (1 + 0.05 * random.NextDouble()), random.NextDouble() * 6, 2000 + 8000 * random.NextDouble());
        var samples = new short[(int)(seconds * RateHz)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)(level * Math.Sin(2 * Math.PI * hz * i / RateHz + phase) + 400 * (random.NextDouble() - 0.5));
        return samples;
    }

    /// <summary>16-bit PCM, one channel.</summary>
    public static byte[] Wav(short[] samples, int rateHz = RateHz)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length * 2);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rateHz);
        writer.Write(rateHz * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length * 2);
        foreach (var sample in samples) writer.Write(sample);
        writer.Flush();
        return memory.ToArray();
    }
}
