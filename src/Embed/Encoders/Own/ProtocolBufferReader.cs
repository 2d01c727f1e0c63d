using System.Text;

namespace Hares.Embed.Encoders.Own;

/// <summary>
/// Walks a protocol buffer (protobuf.dev, "Encoding") without a schema. No length in it is believed beyond the message it stands in.
/// </summary>
/// <remarks>Walks are nested: what a walk gives must be walked, or left alone, before the next of its items is asked for.</remarks>
internal sealed class ProtocolBufferReader(Stream stream)
{
    private const int MaximumText = 4096;
    private const int Variable = 0;
    private const int EightBytes = 1;
    private const int Delimited = 2;
    private const int FourBytes = 5;

    /// <summary>Each field with the end, as a position in the stream, of its value; the stream then stands at the value's start.</summary>
    /// <param name="end">Where the enclosing message ends.</param>
    /// <exception cref="InvalidDataException">A length that leads beyond that end, or a field of no known kind.</exception>
    public IEnumerable<(int Field, long End)> Fields(long end)
    {
        while (stream.Position < end)
        {
            var (field, next) = Field(end);
            yield return (field, next);
            stream.Position = next;
        }
    }

    /// <summary>The texts of a message by field, the last of each.</summary>
    public Dictionary<int, string> Texts(long end)
    {
        var texts = new Dictionary<int, string>();
        while (stream.Position < end)
        {
            var (field, next) = Field(end);
            if (next - stream.Position > MaximumText)
                throw new InvalidDataException($"a name of {next - stream.Position} bytes.");
            var bytes = new byte[next - stream.Position];
            stream.ReadExactly(bytes);
            texts[field] = Encoding.UTF8.GetString(bytes);
        }

        return texts;
    }

    /// <summary>Reads a field's number and gives the position behind its value, the stream standing before it.</summary>
    private (int Field, long Next) Field(long end)
    {
        var tag = Varint();
        var next = (tag & 7) switch
        {
            Variable => AfterVarint(),
            EightBytes => stream.Position + 8,
            FourBytes => stream.Position + 4,
            Delimited when Varint() is var length && length >= 0 && length <= end - stream.Position => stream.Position + length,
            _ => throw new InvalidDataException("a field of no known kind, or longer than what it stands in."),
        };
        return next <= end ? ((int)(tag >> 3), next) : throw new InvalidDataException("a field longer than what it stands in.");
    }

    private long AfterVarint()
    {
        var start = stream.Position;
        Varint();
        var next = stream.Position;
        stream.Position = start;
        return next;
    }

    private long Varint()
    {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = stream.ReadByte();
            if (part < 0)
                throw new InvalidDataException("it ends within a number.");
            value |= (long)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
        }

        throw new InvalidDataException("a number of more than ten bytes.");
    }
}
