using System.Text.Json.Nodes;

namespace Hares.Pipeline.Configuration.Json;

/// <summary>What a JSON Schema says of one value.</summary>
internal static class SchemaType
{
    /// <summary>The pattern of a text that is more than blanks.</summary>
    public const string SomeText = @"\S";

    /// <summary>A text that matches.</summary>
    public static JsonObject Text(string pattern = SomeText) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>One of these texts.</summary>
    public static JsonObject OneOf(IEnumerable<string> names) => new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    /// <summary>A number ("number", "integer") within bounds, both included.</summary>
    public static JsonObject Bounded(string type, double least, double most) => new() { ["type"] = type, ["minimum"] = least, ["maximum"] = most };

    /// <summary>The same with what holds when the value is absent.</summary>
    public static JsonObject Or(this JsonObject type, JsonNode fallback)
    {
        type["default"] = fallback;
        return type;
    }
}
