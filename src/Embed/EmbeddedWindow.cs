namespace Hares.Embed;

/// <summary>What an encoder made of one window.</summary>
/// <param name="Values">Of the encoder's dimension and finite, unless there is a fault.</param>
/// <param name="Fault">What is wrong with them, as in "gave NaN or infinity"; null where they can be used.</param>
public readonly record struct EmbeddedWindow(float[] Values, string? Fault);
