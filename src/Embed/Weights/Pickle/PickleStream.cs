using System.Buffers.Binary;
using System.Text;

namespace Hares.Embed.Weights.Pickle;

/// <summary>Reads the operands of pickle instructions. No more are taken than a limit, whatever lengths the pickle claims.</summary>
internal sealed class PickleStream(Stream stream)
{
    public const int MaximumBytes = 32 << 20;

    private const int MaximumLine = 1 << 10;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private int _left = MaximumBytes;

    public byte Byte()
    {
        Take(1);
        return stream.ReadByte() is var value and >= 0
            ? (byte)value
            : throw new InvalidDataException("the pickle ends without its last instruction; the file is cut short or damaged, fetch it again.");
    }

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));

    /// <summary>A little-endian integer in two's complement, of up to 8 bytes.</summary>
    public long Integer(int bytes)
    {
        if (bytes > sizeof(long))
            throw new InvalidDataException($"the pickle holds an integer of {bytes} bytes.");
        var value = 0L;
        foreach (var (i, part) in Bytes(bytes).Index())
            value |= (long)part << (8 * i);
        var unused = 8 * (sizeof(long) - bytes);
        return bytes == 0 ? 0 : value << unused >> unused;
    }

    public string Text(int bytes) => Decode(Bytes(bytes));

    /// <summary>Text up to the next line feed, which is taken too.</summary>
    public string Line()
    {
        var line = new List<byte>();
        while (Byte() is var value && value != '\n')
        {
            if (line.Count == MaximumLine)
                throw new InvalidDataException($"the pickle names something of more than {MaximumLine} characters.");
            line.Add(value);
        }

        return Decode([.. line]);
    }

    private byte[] Bytes(int count)
    {
        Take(count);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Take(int count)
    {
        if (count < 0 || count > _left)
            throw new InvalidDataException($"the pickle wants {(uint)count} more bytes, which is beyond the limit of {MaximumBytes}.");
        _left -= count;
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("the pickle holds text that is not UTF-8.", e);
        }
    }
}
