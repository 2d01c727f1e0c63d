using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Hares.Embed.Weights;

/// <summary>Writes float32 tensors as a safetensors file (huggingface/safetensors, README "Format").</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes the tensors one after another, in the order given; an existing file is replaced. All is on disk when this returns.</summary>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Value)> tensors)
    {
        using var file = File.Create(path);
        var header = Header(tensors);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        file.Write(prefix);
        file.Write(header);
        foreach (var (_, value) in tensors)
        {
            using var contiguous = value.detach().to(float32).cpu().contiguous();
            file.Write(contiguous.bytes);
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>JSON, filled up with spaces so that the tensors start at a multiple of 8 bytes.</summary>
    private static byte[] Header(IReadOnlyList<(string Name, Tensor Value)> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var offset = 0L;
            json.WriteStartObject();
            foreach (var (name, value) in tensors)
            {
                var end = offset + value.numel() * sizeof(float);
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, new { dtype = "F32", value.shape, data_offsets = new[] { offset, end } });
                offset = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
