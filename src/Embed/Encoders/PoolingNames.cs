namespace Hares.Embed.Encoders;

/// <summary>What pipeline files call the poolings.</summary>
public static class PoolingNames
{
    private static readonly Dictionary<string, Pooling> Known = new()
    {
        ["mean"] = Pooling.Mean,
        ["mean+max"] = Pooling.MeanMax,
        ["mean+std"] = Pooling.MeanDeviation,
        ["token"] = Pooling.Token,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Keys];

    /// <exception cref="KeyNotFoundException">No such name.</exception>
    public static Pooling Parse(string name) => Known[name];

    /// <summary>The pooling's name.</summary>
    public static string Of(Pooling pooling) => Known.Single(pair => pair.Value == pooling).Key;
}
