using System.Buffers.Binary;
using System.Text;

namespace Hares.Embed.Tests.Support;

/// <summary>Writes safetensors files as a careless or hostile program would.</summary>
internal static class SafetensorsBytes
{
    public static string File(string header, byte[] data) => File(Encoding.UTF8.GetBytes(header), data);

    public static string File(byte[] header, byte[] data) => File((ulong)header.Length, header, data);

    public static string File(ulong declaredHeaderBytes, byte[] header, byte[] data)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, declaredHeaderBytes);
        return File([.. prefix, .. header, .. data]);
    }

    public static string File(byte[] content)
    {
        var path = Some.TemporaryFile();
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }
}
