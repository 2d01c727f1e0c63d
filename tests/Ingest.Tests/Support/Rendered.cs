using System.Buffers.Binary;
using System.Text;
using Hares.Ingest.Synthesis;

namespace Hares.Ingest.Tests.Support;

/// <summary>What the files of a synthetic corpus say and sound like.</summary>
internal static class Rendered
{
    /// <summary>The lines of a metadata file.</summary>
    public static string[] Lines(SyntheticFile metadata) =>
        Encoding.UTF8.GetString(metadata.Render()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The comma-separated rows of a metadata file, without its header.</summary>
    public static string[][] Rows(SyntheticFile metadata) => [.. Lines(metadata).Skip(1).Select(line => line.Split(','))];

    /// <summary>The samples of a 16-bit mono WAV file.</summary>
    public static float[] Samples(SyntheticFile wav)
    {
        var data = wav.Render().AsSpan(44);
        var samples = new float[data.Length / 2];
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]) / 32768f;
        return samples;
    }
}
