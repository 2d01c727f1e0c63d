namespace Hares.Embed.Encoders;

/// <summary>A variant of an architecture.</summary>
/// <param name="Dimension">Length of an embedding, before a pooling that doubles it.</param>
/// <param name="Parameters">Trainable parameters.</param>
public sealed record EncoderSize(int Dimension, int Parameters)
{
    /// <summary>
    /// Multiply-adds of convolutions, dense layers and the two products of attention, for a second of audio, in windows of three seconds.
    /// </summary>
    public long MultiplyAddsPerSecond { get; init; }
}
