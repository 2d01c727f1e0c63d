using System.Globalization;

namespace Hares.Ingest.Clips;

/// <summary>
/// Which stretches of a clip are embedded: windows of one length, one every hop, or a fixed number spread evenly over the clip. A clip no longer
/// than the window gives one window, padded with zeros at its end; of consecutive windows a last stretch shorter than the window is dropped.
/// </summary>
/// <param name="LengthSeconds">Length of a window, above 0.</param>
/// <param name="HopSeconds">
/// Distance between the starts of two windows, above 0; equal to the length when windows do not overlap. 0 where they are spread.
/// </param>
/// <param name="Spread">Number of windows spread evenly from the clip's beginning to its end, 2 or more; 0 for one every hop.</param>
public readonly record struct WindowPlan(double LengthSeconds, double HopSeconds, int Spread = 0)
{
    /// <summary>Consecutive windows without overlap.</summary>
    public static WindowPlan Consecutive(double lengthSeconds) => new(lengthSeconds, lengthSeconds);

    /// <summary>Equally spaced windows, the first at the clip's beginning and the last at its end, overlapping as they must.</summary>
    public static WindowPlan EquallySpaced(double lengthSeconds, int count) => new(lengthSeconds, 0, count);

    /// <summary>The plan's folder in the cache: "3s", "3s-every-1.5s" when windows overlap, "3s-x10" for ten spread evenly.</summary>
    public override string ToString()
    {
        var length = Seconds(LengthSeconds);
        if (Spread > 0) return string.Create(CultureInfo.InvariantCulture, $"{length}-x{Spread}");
        return HopSeconds == LengthSeconds ? length : $"{length}-every-{Seconds(HopSeconds)}";

        static string Seconds(double value) => value.ToString(CultureInfo.InvariantCulture) + "s";
    }

    /// <summary>About how many windows a clip of this length gives; at least one.</summary>
    public double Count(double clipSeconds) => Spread > 0 ? Spread : Math.Max(1, (clipSeconds - LengthSeconds) / HopSeconds + 1);

    /// <summary>The windows of a clip of <paramref name="sampleCount"/> samples; at least one for a clip that has any sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Length or hop is not a time of at least one sample at this rate, or too long to count.
    /// </exception>
    public IReadOnlyList<Window> Windows(int sampleCount, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        var length = Samples(LengthSeconds, sampleRateHz, nameof(LengthSeconds));
        if (sampleCount == 0) return [];
        if (sampleCount <= length) return [new Window(0, 0, length)];
        if (Spread > 0) return Spaced(sampleCount - length, length);

        var hop = Samples(HopSeconds, sampleRateHz, nameof(HopSeconds));
        var windows = new Window[1 + (sampleCount - length) / hop];
        for (var i = 0; i < windows.Length; i++) windows[i] = new Window(i, i * hop, length);
        return windows;
    }

    private Window[] Spaced(long lastStart, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Spread, 2, nameof(Spread));
        var windows = new Window[Spread];
        for (var i = 0; i < windows.Length; i++) windows[i] = new Window(i, (int)(lastStart * i / (Spread - 1)), length);
        return windows;
    }

    private static int Samples(double seconds, int sampleRateHz, string name)
    {
        var samples = Math.Round(seconds * sampleRateHz);
        if (samples is >= 1 and <= int.MaxValue) return (int)samples;
        throw new ArgumentOutOfRangeException(
            name, seconds,
            $"A window's length and hop last from one sample at {sampleRateHz} Hz to 2,147,483,647.");
    }
}
