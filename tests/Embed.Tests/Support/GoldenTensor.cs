namespace Hares.Embed.Tests.Support;

/// <summary>A tensor that follows the rule of Golden/README.md.</summary>
internal sealed record GoldenTensor(string? Name, long[] Shape, long K, double Mean, double Scale)
{
    public float[] Values()
    {
        var values = new float[Shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(Mean + Scale * Uniform(((ulong)K << 32) + (ulong)i));
        return values;
    }

    private static double Uniform(ulong x)
    {
        var z = unchecked(x + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return 2 * ((z ^ (z >> 31)) >> 40) / (double)(1 << 24) - 1;
    }
}
