using System.Buffers.Binary;
using System.Text.Json;

namespace Hares.Embed.Weights;

/// <summary>
/// The table of contents of a safetensors file (huggingface/safetensors, README "Format"): 8 bytes of header length, that many bytes of JSON, then
/// the tensors without gaps. Nothing the header says is believed before it is checked.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>Largest header accepted, the limit of the original implementation too.</summary>
    public const int MaximumBytes = 100_000_000;

    private const int LengthBytes = 8;
    private const int MaximumDimensions = 8;
    private static readonly JsonDocumentOptions StrictJson = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <returns>All tensors, in the order of their offsets.</returns>
    /// <exception cref="WeightsException">The header is not one, or its offsets do not fit the file.</exception>
    public static IReadOnlyList<SafetensorsEntry> Read(Stream file, string path)
    {
        var length = ReadLength(file, path);
        var json = new byte[length];
        file.ReadExactly(json);
        try
        {
            using var document = JsonDocument.Parse(json, StrictJson);
            var dataStart = LengthBytes + length;
            var entries = document.RootElement.EnumerateObject()
                .Where(property => property.Name != "__metadata__")
                .Select(property => Entry(property, dataStart))
                .OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)
                .ToList();
            CheckContiguous(entries);
            CheckLength(entries.Count > 0 ? entries[^1].End : 0, file.Length - dataStart, path);
            return [.. entries.Select(entry => entry.Entry)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw new WeightsException($"{path}: the safetensors header is damaged: {e.Message}", e);
        }
    }

    private static long ReadLength(Stream file, string path)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (file.Length < LengthBytes + 2)
            throw new WeightsException($"{path}: {file.Length} bytes are too few for a safetensors file.");
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumBytes)
            throw new WeightsException($"{path}: not a safetensors file, or its header of {length} bytes is above the limit of {MaximumBytes}.");
        if ((long)length > file.Length - LengthBytes)
            throw new WeightsException(
                $"{path}: the safetensors header should have {length} bytes, "
                + $"but the file has {file.Length} in all: it is cut short, or no safetensors file.");
        return (long)length;
    }

    private static (SafetensorsEntry Entry, long Begin, long End) Entry(JsonProperty property, long dataStart)
    {
        var (type, elementBytes) = Known(property.Value.GetProperty("dtype").GetString());
        var shape = property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        if (shape.Length > MaximumDimensions || shape.Any(size => size < 0))
            throw new FormatException($"tensor '{property.Name}' has shape [{string.Join(", ", shape)}].");
        var elements = shape.Aggregate(1L, (product, size) => checked(product * size));
        var offsets = property.Value.GetProperty("data_offsets");
        if (offsets.GetArrayLength() != 2)
            throw new FormatException($"tensor '{property.Name}' has {offsets.GetArrayLength()} offsets instead of 2.");
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (begin < 0 || end < begin || end - begin != checked(elements * elementBytes))
            throw new FormatException(
                $"tensor '{property.Name}' of {elements} elements of {elementBytes} bytes cannot lie at offsets {begin} to {end}.");
        return (new(property.Name, type, shape, checked(dataStart + begin)), begin, end);
    }

    private static (ElementType Type, int Bytes) Known(string? name) => name switch
    {
        "F16" => (ElementType.F16, 2),
        "BF16" => (ElementType.BF16, 2),
        "F32" => (ElementType.F32, 4),
        "F64" => (ElementType.F64, 8),
        "BOOL" or "I8" or "U8" or "F8_E4M3" or "F8_E5M2" => (ElementType.Other, 1),
        "I16" or "U16" => (ElementType.Other, 2),
        "I32" or "U32" => (ElementType.Other, 4),
        "I64" or "U64" => (ElementType.Other, 8),
        _ => throw new FormatException($"unknown element type '{name}'."),
    };

    private static void CheckContiguous(IReadOnlyList<(SafetensorsEntry Entry, long Begin, long End)> entries)
    {
        var expected = 0L;
        foreach (var (entry, begin, end) in entries)
        {
            if (begin != expected)
                throw new FormatException($"tensor '{entry.Name}' {(begin < expected ? "overlaps another" : "follows a gap")} at offset {begin}.");
            expected = end;
        }
    }

    private static void CheckLength(long wanted, long found, string path)
    {
        if (found < wanted)
            throw new WeightsException(
                $"{path}: the file is cut short: its tensors need {wanted} bytes, but {found} follow the header; fetch it again.");
        if (found > wanted)
            throw new FormatException($"its tensors need {wanted} bytes, but {found} follow it.");
    }
}
