namespace Hares.Embed.Encoders;

/// <summary>Which numbers a network of the catalogue computes with.</summary>
public enum Precision
{
    /// <summary>32 bits, 24 of them significant.</summary>
    Float32,

    /// <summary>
    /// Weights and activations of 16 bits, 8 of them significant; sums, means and the last pooling stay in 32. Several times faster where the
    /// processor or GPU multiplies such numbers, many times slower where not.
    /// </summary>
    Bfloat16,
}
