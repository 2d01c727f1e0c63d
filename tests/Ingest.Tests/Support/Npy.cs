using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hares.Ingest.Tests.Support;

/// <summary>Reads one-dimensional float32 arrays that numpy saved.</summary>
internal static class Npy
{
    public static float[] Read(string name)
    {
        const int HeaderLengthOffset = 8, HeaderOffset = 10;
        var bytes = File.ReadAllBytes(Golden.Path(name));
        var data = bytes.AsSpan(HeaderOffset + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(HeaderLengthOffset)));
        return MemoryMarshal.Cast<byte, float>(data).ToArray();
    }
}
