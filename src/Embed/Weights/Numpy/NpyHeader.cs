using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hares.Embed.Weights.Numpy;

/// <summary>What an .npy file says of its array (numpy/lib/format.py): 10 or 12 bytes, then a Python dictionary as text.</summary>
/// <param name="IsColumnMajor">The first dimension varies fastest.</param>
/// <param name="Bytes">Bytes before the array's own.</param>
internal sealed partial record NpyHeader(ElementType Type, int ElementBytes, long[] Shape, bool IsColumnMajor, int Bytes)
{
    private const int MaximumBytes = 1 << 16;
    private const int MaximumDimensions = 8;
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <exception cref="InvalidDataException">Not a header, or of an array that is none of plain little-endian numbers.</exception>
    public static NpyHeader Read(Stream stream)
    {
        var prefix = new byte[10];
        stream.ReadExactly(prefix);
        if (!prefix.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException("it does not begin as an .npy file does.");
        var length = (int)BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8));
        var before = prefix.Length;
        if (prefix[6] > 1) // later versions have two more bytes of length
        {
            var more = new byte[2];
            stream.ReadExactly(more);
            (length, before) = (length | (BinaryPrimitives.ReadUInt16LittleEndian(more) << 16), before + more.Length);
        }

        if (length is < 0 or > MaximumBytes)
            throw new InvalidDataException($"its header is above the limit of {MaximumBytes} bytes.");
        var text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text), before + length);
    }

    private static NpyHeader Parse(string text, int bytes)
    {
        if (Dictionary().Match(text) is not { Success: true } match)
            throw new InvalidDataException($"it has the header {text.Trim()}, which is none of an array of plain numbers.");
        var (order, kind, size) = (
            match.Groups["order"].Value,
            match.Groups["kind"].Value,
            int.Parse(match.Groups["size"].Value, CultureInfo.InvariantCulture));
        if (kind is not ("f" or "i" or "u" or "b"))
            throw new InvalidDataException($"it is of type '{order}{kind}{size}'; arrays of objects and records are refused, save numbers.");
        if (order == ">")
            throw new InvalidDataException("its numbers are big-endian.");
        var type = (kind, size) switch
        {
            ("f", 2) => ElementType.F16,
            ("f", 4) => ElementType.F32,
            ("f", 8) => ElementType.F64,
            _ => ElementType.Other
        };
        var shape = match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(length => long.Parse(length, CultureInfo.InvariantCulture)).ToArray();
        return shape.Length <= MaximumDimensions
            ? new(type, size, shape, match.Groups["fortran"].Value == "True", bytes)
            : throw new InvalidDataException($"it has {shape.Length} dimensions.");
    }

    [GeneratedRegex(
        """
        ^\{'descr': '(?<order>[<>|=])(?<kind>[a-zA-Z])(?<size>\d{1,3})', 'fortran_order': (?<fortran>True|False), 'shape': \((?<shape>[0-9, ]{0,200})\),? ?\}\s*$
        """)]
    private static partial Regex Dictionary();
}
