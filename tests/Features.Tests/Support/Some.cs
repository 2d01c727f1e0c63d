namespace Hares.Features.Tests.Support;

/// <summary>Sample values.</summary>
internal static class Some
{
    public static float[] Noise(int samples, int seed = 1, float amplitude = 0.1f)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => amplitude * (float)(2 * random.NextDouble() - 1))];
    }

    public static float[] LogMel(LogMel logMel, ReadOnlySpan<float> samples)
    {
        var levels = new float[logMel.Frames(samples.Length) * logMel.Options.Bands];
        logMel.Compute(samples, levels);
        return levels;
    }
}
