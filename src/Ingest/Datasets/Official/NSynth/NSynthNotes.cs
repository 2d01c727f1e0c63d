using System.Text.Json;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.NSynth;

/// <summary>Reads the notes of an examples.json, which may have 300 MB, as a stream.</summary>
internal static class NSynthNotes
{
    private const int BufferBytes = 1 << 16;

    /// <summary>MIDI pitches, counted from 0.</summary>
    public const int Pitches = 128;

    /// <summary>Instrument families; a family is its place here.</summary>
    public static IReadOnlyList<string> Families { get; } =
        ["bass", "brass", "flute", "guitar", "keyboard", "mallet", "organ", "reed", "string", "synth_lead", "vocal"];

    /// <summary>All notes, in the order of the file.</summary>
    /// <exception cref="DatasetException">The file cannot be used; the message lists its first faults and their number.</exception>
    public static IReadOnlyList<NSynthNote> Read(string path)
    {
        var faults = new MetadataFaults(path);
        using var file = MetadataFile.Open(path, faults);
        faults.ThrowIfAny();
        var parser = new NSynthParser(faults);
        try
        {
            Parse(file, parser);
        }
        catch (JsonException e)
        {
            faults.Add(checked((int)(e.LineNumber ?? 0)) + 1, "is not valid JSON there; is the file cut off? Fetch it again.");
        }
        if (parser.Notes.Count == 0 && !faults.Any) faults.Add(0, "has no notes.");
        faults.ThrowIfAny();
        return parser.Notes;
    }

    private static void Parse(Stream file, NSynthParser parser)
    {
        var buffer = new byte[BufferBytes];
        var filled = file.ReadAtLeast(buffer, BufferBytes, throwOnEndOfStream: false);
        var start = buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
        var isLast = filled < BufferBytes;
        for (var state = new JsonReaderState(); ;)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, filled - start), isLast, state);
            while (reader.Read()) parser.Take(ref reader);
            if (isLast) return;

            state = reader.CurrentState;
            start += (int)reader.BytesConsumed;
            if (start == 0) throw new JsonException("A value is longer than the buffer.", null, parser.Notes.Count, null);
            buffer.AsSpan(start..filled).CopyTo(buffer);
            filled -= start;
            var read = file.ReadAtLeast(buffer.AsSpan(filled), BufferBytes - filled, throwOnEndOfStream: false);
            isLast = read < BufferBytes - filled;
            (start, filled) = (0, filled + read);
        }
    }
}
