namespace Hares.Embed.Tests.Support;

/// <summary>What an original network gave, in row-major order.</summary>
internal sealed record GoldenOutput(string Name, long[] Shape, float[] Values);
