using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hares.Pipeline.Configuration.Json;

/// <summary>
/// Reads the keys of one JSON object strictly: each call names a key, its rule and its default, notes every fault it meets and goes on,
/// and <see cref="Close"/> finds the keys nobody asked for. The same calls write the schema.
/// </summary>
/// <remarks>An absent section (<c>null</c> value) reads as one with no keys, every default standing.</remarks>
internal sealed class Section(JsonValue? value, string path, int line, ICollection<Fault> faults)
{
    private readonly List<string> _known = [];

    /// <summary>The schema of what has been asked for so far.</summary>
    public SchemaNode Schema { get; } = new();

    /// <summary>Whether the key stands in the file.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Notes a fault at a key's place in the file, or at the section's when the key is absent.</summary>
    public void Fault(string key, string message)
    {
        var place = Find(key);
        faults.Add(new Fault(place?.Line ?? line, place?.Path ?? $"{path}.{key}", message));
    }

    /// <summary>Notes the same fault at each of these keys that stands in the file.</summary>
    public void Refuse(IEnumerable<string> keys, string message)
    {
        foreach (var key in keys.Where(Has)) Fault(key, message);
    }

    /// <summary>A text that must be given. The schema asks for <paramref name="pattern"/>; whether it is kept is for the caller to check.</summary>
    public string RequiredText(string key, string description, string pattern = SchemaType.SomeText)
    {
        Declare(key, description, SchemaType.Text(pattern), required: true);
        return TextOf(key, required: true) ?? "";
    }

    /// <summary>A text, or null when absent.</summary>
    public string? OptionalText(string key, string description)
    {
        Declare(key, description, SchemaType.Text());
        return TextOf(key, required: false);
    }

    /// <summary>A text with a default.</summary>
    public string Text(string key, string description, string fallback)
    {
        Declare(key, description, SchemaType.Text().Or(fallback));
        return TextOf(key, required: false) ?? fallback;
    }

    /// <summary>One of a few names.</summary>
    public string Choice(string key, string description, string fallback, IReadOnlyList<string> names)
    {
        Declare(key, description, SchemaType.OneOf(names).Or(fallback));
        return ChoiceOf(key, names, required: false) ?? fallback;
    }

    /// <summary>One of a few names, or null when absent.</summary>
    public string? OptionalChoice(string key, string description, IReadOnlyList<string> names, bool required = false)
    {
        Declare(key, description, SchemaType.OneOf(names), required);
        return ChoiceOf(key, names, required);
    }

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string key, string description, int fallback, int least, int most)
    {
        Declare(key, description, SchemaType.Bounded("integer", least, most).Or(fallback));
        return (int?)IntegerOf(key, least, most) ?? fallback;
    }

    /// <summary>A whole number within bounds, or null when absent.</summary>
    public int? OptionalInteger(string key, string description, int least, int most)
    {
        Declare(key, description, SchemaType.Bounded("integer", least, most));
        return (int?)IntegerOf(key, least, most);
    }

    /// <summary>A number within bounds.</summary>
    public double Number(string key, string description, double fallback, double least, double most)
    {
        Declare(key, description, SchemaType.Bounded("number", least, most).Or(fallback));
        return NumberOf(key, least, most) ?? fallback;
    }

    /// <summary>A number within bounds, or null when absent.</summary>
    public double? OptionalNumber(string key, string description, double least, double most, bool required = false)
    {
        Declare(key, description, SchemaType.Bounded("number", least, most), required);
        return NumberOf(key, least, most, required);
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, string description, bool fallback)
    {
        Declare(key, description, new JsonObject { ["type"] = "boolean", ["default"] = fallback });
        if (Find(key) is not { } found) return fallback;
        if (found.Kind is JsonValueKind.True or JsonValueKind.False) return found.Kind == JsonValueKind.True;
        Fault(key, $"is {found.Described}; true or false is wanted.");
        return fallback;
    }

    /// <summary>An amount of memory or disk: a whole number with a unit, "512MiB" or "4GiB".</summary>
    public long Bytes(string key, string description, string fallback)
    {
        Declare(key, description, SchemaType.Text(ByteSize.Pattern).Or(fallback));
        var text = Take(key, false, JsonValueKind.String)?.Text ?? fallback;
        if (ByteSize.TryParse(text, out var bytes)) return bytes;
        Fault(key, $"'{text}' is no amount of memory; write a whole number and KiB, MiB, GiB or TiB, as in \"4GiB\".");
        return 0;
    }

    /// <summary>
    /// A list of different texts; <paramref name="rule"/> gives the fault of an item, or null. <paramref name="item"/> is the rule in the schema's words.
    /// </summary>
    public IReadOnlyList<string> Texts(string key, string description, JsonObject item, Func<string, string?> rule)
    {
        item.Insert(0, "type", "string");
        Declare(key, description, new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1, ["uniqueItems"] = true }, required: true);
        if (Take(key, true, JsonValueKind.Array) is not { } found) return [];
        if (found.Items.Count == 0) Fault(key, "is an empty list; name at least one.");
        var texts = new List<string>();
        foreach (var entry in found.Items)
        {
            if (entry.Kind != JsonValueKind.String) Note(entry, $"is {entry.Described}; a text is wanted.");
            else if (rule(entry.Text) is { } fault) Note(entry, fault);
            else if (texts.Contains(entry.Text)) Note(entry, $"'{entry.Text}' stands in the list twice.");
            else texts.Add(entry.Text);
        }
        return texts;
    }

    /// <summary>One text or a list of them, the same more than once if need be; <paramref name="rule"/> gives the fault of one, or null.</summary>
    public IReadOnlyList<string> OneOrMore(string key, string description, string fallback, string pattern, Func<string, string?> rule)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = SchemaType.Text(pattern), ["minItems"] = 1 };
        Declare(key, description, new JsonObject { ["anyOf"] = new JsonArray(SchemaType.Text(pattern), list) }.Or(fallback));
        if (Find(key) is not { } found) return [fallback];
        if (found is { Kind: JsonValueKind.Array, Items: [] }) Fault(key, "is an empty list; name at least one.");
        var texts = new List<string>();
        foreach (var entry in found.Kind == JsonValueKind.Array ? found.Items : [found])
        {
            if (entry.Kind != JsonValueKind.String) Note(entry, $"is {entry.Described}; a text, or a list of texts, is wanted.");
            else if (rule(entry.Text) is { } fault) Note(entry, fault);
            else texts.Add(entry.Text);
        }
        return texts is [] ? [fallback] : texts;
    }

    /// <summary>
    /// Texts by name, as "paths": { "esc-50": "..." }; <paramref name="rule"/> gives the fault of a name, or null. <paramref name="names"/> is the rule in
    /// the schema's words.
    /// </summary>
    public IReadOnlyDictionary<string, string> TextMap(string key, string description, JsonObject names, Func<string, string?> rule)
    {
        Declare(key, description, new JsonObject { ["type"] = "object", ["propertyNames"] = names, ["additionalProperties"] = SchemaType.Text() });
        var texts = new Dictionary<string, string>();
        foreach (var (name, entry) in Take(key, false, JsonValueKind.Object)?.Members ?? new Dictionary<string, JsonValue>())
        {
            if (rule(name) is { } fault) Note(entry, fault);
            else if (entry.Kind != JsonValueKind.String) Note(entry, $"is {entry.Described}; a text is wanted.");
            else if (string.IsNullOrWhiteSpace(entry.Text)) Note(entry, "is empty.");
            else texts.Add(name, entry.Text);
        }
        return texts;
    }

    /// <summary>A section within this one.</summary>
    public T Object<T>(string key, string description, Func<Section, T> read)
    {
        var found = Take(key, false, JsonValueKind.Object);
        var inner = new Section(found, $"{path}.{key}", found?.Line ?? line, faults);
        var result = inner.Read(read);
        Declare(key, description, inner.Schema.ToJson());
        return result;
    }

    /// <summary>
    /// Sections by name; <paramref name="rule"/> gives the fault of a name, or null. <paramref name="names"/> is the rule in the schema's words.
    /// </summary>
    public IReadOnlyDictionary<string, T> Map<T>(
        string key, string description, JsonObject names, Func<string, string?> rule, Func<string, Section, T> read)
    {
        var each = SchemaOf(section => read("name", section));
        Declare(key, description, new JsonObject { ["type"] = "object", ["propertyNames"] = names, ["additionalProperties"] = each });
        var sections = new Dictionary<string, T>();
        foreach (var (name, entry) in Take(key, false, JsonValueKind.Object)?.Members ?? new Dictionary<string, JsonValue>())
        {
            if (rule(name) is { } fault) Note(entry, fault);
            else if (Inner(entry) is { } inner) sections.Add(name, inner.Read(section => read(name, section)));
        }
        return sections;
    }

    /// <summary>A list of sections, at least one.</summary>
    public IReadOnlyList<T> List<T>(string key, string description, Func<Section, T> read)
    {
        Declare(key, description, new JsonObject { ["type"] = "array", ["items"] = SchemaOf(read), ["minItems"] = 1 }, required: true);
        if (Take(key, true, JsonValueKind.Array) is not { } found) return [];
        if (found.Items.Count == 0) Fault(key, "is an empty list; give at least one.");
        return [.. found.Items.Select(Inner).OfType<Section>().Select(inner => inner.Read(read))];
    }

    /// <summary>A key the format has room for and this version does not serve.</summary>
    public void NotYet(string key, string what)
    {
        _known.Add(key);
        if (Has(key)) Fault(key, $"this version of Hares does not {what} yet; remove the key.");
    }

    private T Read<T>(Func<Section, T> read)
    {
        var result = read(this);
        Close();
        return result;
    }

    /// <summary>Notes every key that no call has asked for.</summary>
    private void Close()
    {
        foreach (var (key, entry) in value?.Members ?? new Dictionary<string, JsonValue>())
            if (!_known.Contains(key)) Note(entry, $"unknown key{Nearest.Hint(key, _known)}");
    }

    /// <summary>Reads a whole file's root.</summary>
    public static (T Result, JsonObject Schema) ReadRoot<T>(JsonValue? root, ICollection<Fault> faults, Func<Section, T> read)
    {
        var section = new Section(root, "$", root?.Line ?? 1, faults);
        return (section.Read(read), section.Schema.ToJson());
    }

    private Section? Inner(JsonValue entry)
    {
        if (entry.Kind == JsonValueKind.Object) return new Section(entry, entry.Path, entry.Line, faults);
        Note(entry, $"is {entry.Described}; an object is wanted.");
        return null;
    }

    private static JsonObject SchemaOf<T>(Func<Section, T> read)
    {
        var sample = new Section(null, "$", 1, new List<Fault>());
        read(sample);
        return sample.Schema.ToJson();
    }

    private void Declare(string key, string description, JsonObject type, bool required = false)
    {
        _known.Add(key);
        Schema.Add(key, description, type, required);
    }

    private JsonValue? Find(string key) => value?.Members.GetValueOrDefault(key);

    private JsonValue? Take(string key, bool required, JsonValueKind kind)
    {
        if (Find(key) is not { } found)
        {
            if (required) Fault(key, "is missing.");
            return null;
        }
        if (found.Kind == kind) return found;
        Fault(key, $"is {found.Described}; {new JsonValue(kind, 0, "").Described} is wanted.");
        return null;
    }

    private string? TextOf(string key, bool required)
    {
        if (Take(key, required, JsonValueKind.String) is not { } found) return null;
        if (!string.IsNullOrWhiteSpace(found.Text)) return found.Text;
        Fault(key, "is empty.");
        return null;
    }

    private string? ChoiceOf(string key, IReadOnlyList<string> names, bool required)
    {
        if (Take(key, required, JsonValueKind.String) is not { } found) return null;
        if (names.Contains(found.Text)) return found.Text;
        Fault(key, $"unknown name '{found.Text}'{Nearest.Hint(found.Text, [.. names])}");
        return null;
    }

    private long? IntegerOf(string key, long least, long most)
    {
        if (Take(key, false, JsonValueKind.Number) is not { } found) return null;
        if (long.TryParse(found.Text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(key, $"is {found.Text}; a whole number from {least} to {most} is wanted.");
        return null;
    }

    private double? NumberOf(string key, double least, double most, bool required = false)
    {
        if (Take(key, required, JsonValueKind.Number) is not { } found) return null;
        if (double.TryParse(found.Text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(key, string.Create(CultureInfo.InvariantCulture, $"is {found.Text}; a number from {least} to {most} is wanted."));
        return null;
    }

    private void Note(JsonValue entry, string message) => faults.Add(new Fault(entry.Line, entry.Path, message));
}
