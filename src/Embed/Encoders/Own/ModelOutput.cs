namespace Hares.Embed.Encoders.Own;

/// <summary>What a model gave, row-major.</summary>
internal sealed record ModelOutput(float[] Values, long[] Shape);
