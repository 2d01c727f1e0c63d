using System.Runtime.Intrinsics;

namespace Hares.Ingest.Audio;

/// <summary>
/// A kernel sampled once for every offset that an output sample can have from the input sample where its sum begins to count: one row
/// of weights an offset.
/// </summary>
internal sealed class KernelRows
{
    private readonly float[] _weights;

    /// <param name="kernel">What to sample.</param>
    /// <param name="offsets">Times of the output samples, in input samples, 0 or later.</param>
    public KernelRows(SincKernel kernel, double[] offsets)
    {
        FirstTap = 1 - kernel.HalfTaps;
        Taps = CountTaps(kernel, offsets.Max());
        _weights = new float[checked(offsets.Length * Taps)];
        for (var row = 0; row < offsets.Length; row++)
            for (var tap = 0; tap < Taps; tap++)
                _weights[row * Taps + tap] = kernel.At(FirstTap + tap - offsets[row]);
    }

    /// <summary>Weights a row: a multiple of the vector width, zeros at the ends.</summary>
    public int Taps { get; }

    /// <summary>Input sample of a row's first weight; the offsets count from sample 0.</summary>
    public int FirstTap { get; }

    /// <summary>Weights of a row where offsets go up to <paramref name="maxOffset"/>.</summary>
    public static int CountTaps(SincKernel kernel, double maxOffset)
    {
        var taps = 2 * kernel.HalfTaps + (int)Math.Floor(maxOffset);
        var vector = Vector256<float>.Count;
        return (taps + vector - 1) / vector * vector;
    }

    /// <summary>The weights for an offset, by its place.</summary>
    public ReadOnlySpan<float> Row(int index) => _weights.AsSpan(index * Taps, Taps);
}
