namespace Hares.Embed.Weights.Pickle;

/// <summary>A dict or OrderedDict. Only what stands under a text is kept: the tensors of a network have names.</summary>
internal sealed class PickledDictionary
{
    private readonly Dictionary<string, object?> _values = [];

    public IReadOnlyDictionary<string, object?> Values => _values;

    public void Set(object? key, object? value)
    {
        if (key is string name)
            _values[name] = value;
    }
}
