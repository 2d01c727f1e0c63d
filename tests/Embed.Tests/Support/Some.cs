using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>Sample values.</summary>
internal static class Some
{
    /// <summary>Windows that look like log-mel: around -5, a few units wide, all different.</summary>
    public static float[][] LogMel(int windows, int frames, int bands) =>
    [
        .. Enumerable.Range(0, windows).Select(window => Enumerable.Range(0, frames * bands)
            .Select(i => (float)(-5 + 3 * Math.Sin(0.37 * i + 1.7 * window) + Math.Cos(0.011 * i * (window + 1)))).ToArray()),
    ];

    /// <summary>Waveforms of several tones each, below full scale, all different.</summary>
    public static float[][] Waveforms(int windows, int samples) =>
    [
        .. Enumerable.Range(0, windows).Select(window => Enumerable.Range(0, samples)
            .Select(i => (float)(0.3 * Math.Sin(0.05 * i + window)
                + 0.2 * Math.Sin(0.31 * i * (window + 1)) + 0.1 * Math.Sin(0.0007 * i * i)))
                .ToArray()),
    ];

    /// <summary>A tensor between -1 and 1, in no order; another for each number of values.</summary>
    public static Tensor Values(params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        return tensor(Enumerable.Range(0, count).Select(i => MathF.Sin(0.37f * i * i + count)).ToArray(), shape);
    }

    /// <summary>A file name in a folder of this test run.</summary>
    public static string TemporaryFile()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hares-embed-tests");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, Guid.NewGuid().ToString("N"));
    }
}
