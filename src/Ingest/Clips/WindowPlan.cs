using System.Globalization;

namespace Hares.Ingest.Clips;

/// <summary>
/// Which stretches of a clip are embedded: windows of one length, one every hop. A clip shorter than the window gives one window,
/// padded with zeros at its end; a last stretch shorter than the window is dropped.
/// </summary>
/// <param name="LengthSeconds">Length of a window, above 0.</param>
/// <param name="HopSeconds">Distance between the starts of two windows, above 0; equal to the length when windows do not overlap.</param>
public readonly record struct WindowPlan(double LengthSeconds, double HopSeconds)
{
    /// <summary>Consecutive windows without overlap.</summary>
    public static WindowPlan Consecutive(double lengthSeconds) => new(lengthSeconds, lengthSeconds);

    /// <summary>The plan's folder in the cache: "3s", or "3s-every-1.5s" when windows overlap.</summary>
    public override string ToString()
    {
        var length = Seconds(LengthSeconds);
        return HopSeconds == LengthSeconds ? length : $"{length}-every-{Seconds(HopSeconds)}";

        static string Seconds(double value) => value.ToString("0.######", CultureInfo.InvariantCulture) + "s";
    }

    /// <summary>The windows of a clip of <paramref name="sampleCount"/> samples; at least one for a clip that has any sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Length or hop is not a time of at least one sample at this rate, or too long to count.</exception>
    public IReadOnlyList<Window> Windows(int sampleCount, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        var length = Samples(LengthSeconds, sampleRateHz, nameof(LengthSeconds));
        var hop = Samples(HopSeconds, sampleRateHz, nameof(HopSeconds));
        if (sampleCount == 0) return [];
        var count = sampleCount < length ? 1 : 1 + (sampleCount - length) / hop;
        var windows = new Window[count];
        for (var i = 0; i < count; i++) windows[i] = new Window(i, i * hop, length);
        return windows;
    }

    private static int Samples(double seconds, int sampleRateHz, string name)
    {
        var samples = Math.Round(seconds * sampleRateHz);
        if (samples is >= 1 and <= int.MaxValue) return (int)samples;
        throw new ArgumentOutOfRangeException(name, seconds, $"A window's length and hop last from one sample at {sampleRateHz} Hz to 2,147,483,647.");
    }
}
