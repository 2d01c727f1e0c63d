using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hares.Pipeline.Configuration.Json;

/// <summary>Reads JSON text (comments allowed) into <see cref="JsonValue"/>s; a key given twice is a fault.</summary>
internal sealed class JsonTree
{
    private const int DepthLimit = 32;

    private readonly byte[] _utf8;
    private readonly ICollection<Fault> _faults;
    private int _countedTo;
    private int _line = 1;

    private JsonTree(byte[] utf8, ICollection<Fault> faults)
    {
        _utf8 = utf8;
        _faults = faults;
    }

    /// <summary>The root value, or null when the text is no JSON; then the one fault says where it stops being so.</summary>
    public static JsonValue? Parse(byte[] utf8, ICollection<Fault> faults)
    {
        if (LineThatIsNotUtf8(utf8) is { } line)
        {
            faults.Add(new Fault(line, "$", "is not UTF-8; save the file as UTF-8."));
            return null;
        }
        var text = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        var tree = new JsonTree(text, faults);
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = DepthLimit };
        var reader = new Utf8JsonReader(text, options);
        try
        {
            reader.Read();
            var root = tree.Value(ref reader, "$");
            reader.Read(); // anything but comments after the root throws
            return root;
        }
        catch (JsonException error)
        {
            faults.Add(new Fault((int)(error.LineNumber ?? 0) + 1, "$", $"not JSON: {Reason(error.Message)}."));
            return null;
        }
    }

    /// <summary>The reader's own words, but where they are for programmers.</summary>
    private static string Reason(string message) => message.Contains("trailing comma", StringComparison.Ordinal)
        ? "a comma stands before this closing bracket; remove the comma"
        : message.Split(" LineNumber:")[0].TrimEnd('.');

    private JsonValue Value(ref Utf8JsonReader reader, string path)
    {
        var line = LineOf(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader, path, line),
            JsonTokenType.StartArray => Array(ref reader, path, line),
            JsonTokenType.String => new JsonValue(JsonValueKind.String, line, path) { Text = Text(ref reader, path, line) },
            JsonTokenType.Number => new JsonValue(JsonValueKind.Number, line, path) { Text = Encoding.UTF8.GetString(reader.ValueSpan) },
            JsonTokenType.True => new JsonValue(JsonValueKind.True, line, path),
            JsonTokenType.False => new JsonValue(JsonValueKind.False, line, path),
            _ => new JsonValue(JsonValueKind.Null, line, path),
        };
    }

    private JsonValue Object(ref Utf8JsonReader reader, string path, int line)
    {
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var keyLine = LineOf(reader.TokenStartIndex);
            var key = Text(ref reader, path, keyLine);
            reader.Read();
            var value = Value(ref reader, $"{path}.{key}");
            if (!members.TryAdd(key, value)) _faults.Add(new Fault(keyLine, value.Path, "given twice; keep one."));
        }
        return new JsonValue(JsonValueKind.Object, line, path) { Members = members };
    }

    private JsonValue Array(ref Utf8JsonReader reader, string path, int line)
    {
        var items = new List<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, $"{path}[{items.Count}]"));
        return new JsonValue(JsonValueKind.Array, line, path) { Items = items };
    }

    /// <summary>A text or a key. JSON can spell halves of characters, and the character 0, which no name and no path may hold.</summary>
    private string Text(ref Utf8JsonReader reader, string path, int line)
    {
        try
        {
            var text = reader.GetString()!;
            if (text.Contains('\0')) _faults.Add(new Fault(line, path, "holds the character \\u0000, which no name and no path may; remove it."));
            return text;
        }
        catch (InvalidOperationException)
        {
            _faults.Add(new Fault(line, path, "holds half of a character (\\ud800 to \\udfff without its other half); write the character itself."));
            return "";
        }
    }

    /// <summary>The first line, from 1, with bytes that are no UTF-8; null when there is none.</summary>
    private static int? LineThatIsNotUtf8(ReadOnlySpan<byte> text)
    {
        var line = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(text[range])) return line;
        }
        return null;
    }

    /// <summary>Tokens come in the file's order, so line ends are counted once.</summary>
    private int LineOf(long offset)
    {
        _line += _utf8.AsSpan(_countedTo, (int)offset - _countedTo).Count((byte)'\n');
        _countedTo = (int)offset;
        return _line;
    }
}
