using System.Text.Json;

namespace Hares.Pipeline.Configuration.Json;

/// <summary>A JSON value that knows its place in the file, so that a fault found in it can be shown there.</summary>
/// <param name="Kind">String, Number, True, False, Null, Object or Array.</param>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="Path">JSON path from the root, "$.embed.memory".</param>
internal sealed record JsonValue(JsonValueKind Kind, int Line, string Path)
{
    /// <summary>Of a string: the text. Of a number: its digits as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of an object: its members in the order of the file.</summary>
    public IReadOnlyDictionary<string, JsonValue> Members { get; init; } = new Dictionary<string, JsonValue>();

    /// <summary>Of an array: its items.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>The kind in a user's words, with its article.</summary>
    public string Described => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
