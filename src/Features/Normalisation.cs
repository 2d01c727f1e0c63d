using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Hares.Features;

/// <summary>
/// What a log-mel spectrogram is shifted and divided by before an encoder sees it. Separate from <see cref="LogMel"/>, for some
/// encoders want the levels as they are.
/// </summary>
public sealed record Normalisation
{
    private const double MinDeviation = 1e-5;

    private readonly bool _perWindow;
    private readonly float _mean;
    private readonly float _deviation;

    private Normalisation(bool perWindow, float mean, float deviation) =>
        (_perWindow, _mean, _deviation) = (perWindow, mean, deviation);

    /// <summary>Levels as they are.</summary>
    public static Normalisation None { get; } = new(perWindow: false, 0, 1);

    /// <summary>
    /// Minus the window's own mean, over its own population standard deviation, both over all frames and bands. A deviation below
    /// 1e-5 counts as 1e-5; silence becomes exact zeros.
    /// </summary>
    public static Normalisation PerWindow { get; } = new(perWindow: true, 0, 1);

    /// <summary>Minus a mean, over a standard deviation, both known beforehand.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A mean that is not finite, or a deviation that is not positive and finite.</exception>
    public static Normalisation Fixed(float mean, float deviation)
    {
        if (!float.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must be finite.");
        if (!(float.IsFinite(deviation) && deviation > 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The standard deviation must be positive and finite.");
        return new(perWindow: false, mean, deviation);
    }

    /// <summary>Normalises one window's spectrogram in place. Allocates nothing. A single NaN makes a per-window result all NaN.</summary>
    public void Apply(Span<float> logMel)
    {
        if (logMel.IsEmpty || Equals(None))
            return;
        var (mean, deviation) = _perWindow ? Statistics(logMel) : (_mean, _deviation);
        TensorPrimitives.Subtract(logMel, mean, logMel);
        TensorPrimitives.Divide(logMel, deviation, logMel);
    }

    /// <summary>The settings in words that stay the same between versions, as a part of cache keys.</summary>
    public override string ToString() =>
        _perWindow ? "per-window"
        : Equals(None) ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"fixed mean {_mean} deviation {_deviation}");

    // Sums in double: exact for equal values, so nothing of silence is left to be blown up by the small deviation.
    private static (float Mean, float Deviation) Statistics(ReadOnlySpan<float> values)
    {
        var mean = Sum(values) / values.Length;
        var variance = SumOfSquaredDistances(values, mean) / values.Length;
        return ((float)mean, (float)Math.Max(Math.Sqrt(variance), MinDeviation));
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sum = Vector<double>.Zero;
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var low, out var high);
            sum += low + high;
        }
        var total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            total += value;
        return total;
    }

    private static double SumOfSquaredDistances(ReadOnlySpan<float> values, double from)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var centre = new Vector<double>(from);
        var sum = Vector<double>.Zero;
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var low, out var high);
            sum += (low - centre) * (low - centre) + (high - centre) * (high - centre);
        }
        var total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            total += (value - from) * (value - from);
        return total;
    }
}
