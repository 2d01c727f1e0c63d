using System.Runtime.InteropServices;

namespace Hares.Bench.Pairs;

/// <summary>Numbers as Python's tofile writes them.</summary>
internal static class FloatFile
{
    public static float[] Read(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
}
