namespace Hares.Embed.Encoders;

/// <summary>
/// The baseline that needs no network: mean and population standard deviation of each band over time. An embedding holds all means, then all
/// deviations. Any thread may use it.
/// </summary>
internal sealed class LogMelStatistics(int bands) : IEncoder
{
    public int Dimension => 2 * bands;

    public PreparedBatch Prepare(IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        return new(() => [.. windows.Select(window => Statistics(window, frames))]);
    }

    public void Dispose()
    {
    }

    private float[] Statistics(float[] window, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, frames * bands);
        var embedding = new float[Dimension];
        for (var band = 0; band < bands; band++)
        {
            var sum = 0.0;
            for (var i = band; i < window.Length; i += bands)
                sum += window[i];
            var mean = sum / frames;
            var squares = 0.0;
            for (var i = band; i < window.Length; i += bands)
                squares += (window[i] - mean) * (window[i] - mean);
            embedding[band] = (float)mean;
            embedding[bands + band] = (float)Math.Sqrt(squares / frames);
        }

        return embedding;
    }
}
