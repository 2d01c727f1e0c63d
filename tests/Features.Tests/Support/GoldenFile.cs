using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Hares.Features.Tests.Support;

/// <summary>Reads the files of Golden/, which are known to be sound.</summary>
internal static class GoldenFile
{
    private const int WavHeaderBytes = 44;

    public static float[] Array(string name) => Npy(File.ReadAllBytes(PathOf(name + ".npy"))).Values;

    public static float[] Waveform(string name)
    {
        var pcm = MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(PathOf(name + ".wav")).AsSpan(WavHeaderBytes));
        return [.. pcm.ToArray().Select(sample => sample / 32768f)];
    }

    public static (string Header, float[] Values) Npy(byte[] bytes)
    {
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        return (Encoding.ASCII.GetString(bytes, 10, start - 10), MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)).ToArray());
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", file);
}
