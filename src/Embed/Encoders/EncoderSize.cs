namespace Hares.Embed.Encoders;

/// <summary>A variant of an architecture.</summary>
/// <param name="Dimension">Length of an embedding.</param>
/// <param name="Parameters">Trainable parameters.</param>
public sealed record EncoderSize(int Dimension, int Parameters);
