namespace Hares.Embed.Encoders;

/// <summary>How the vectors that a network gives over a window's time become one.</summary>
public enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their mean plus, feature by feature, their maximum: BYOL-A's own.</summary>
    MeanMax,

    /// <summary>Their mean, then their population standard deviation: an embedding twice as long.</summary>
    MeanDeviation,

    /// <summary>The class token's vector, in a transformer that has one.</summary>
    Token,
}
