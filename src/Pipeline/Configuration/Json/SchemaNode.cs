using System.Text.Json.Nodes;

namespace Hares.Pipeline.Configuration.Json;

/// <summary>
/// JSON Schema of an object, noted down by the very calls that read it (<see cref="Section"/>): what an editor completes
/// and what the program accepts cannot drift apart.
/// </summary>
internal sealed class SchemaNode
{
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];

    public void Add(string key, string description, JsonObject type, bool required)
    {
        type["description"] = description;
        _properties[key] = type;
        if (required) _required.Add(key);
    }

    public JsonObject ToJson()
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = _properties.DeepClone() };
        if (_required.Count > 0) schema["required"] = _required.DeepClone();
        return schema;
    }
}
