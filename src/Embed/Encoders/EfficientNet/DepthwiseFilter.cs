using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// The depthwise convolution of an <see cref="InvertedBottleneck"/>, its normalisation folded, with SiLU, and the sums over what it writes: some rows and some
/// channels at a time. The map is padded by half a kernel.
/// </summary>
internal sealed unsafe class DepthwiseFilter
{
    private const int Lanes = 16;

    /// <summary>Places that are computed at a time: rows of 80 bands are made of them until the last stages.</summary>
    private const int Places = 5;

    private readonly float[] _weights; // (C / 16, k, k, 16)
    private readonly float[] _bias;

    /// <param name="weights">(C, k, k).</param>
    /// <param name="bias">(C), a multiple of 16.</param>
    public DepthwiseFilter(float[] weights, float[] bias, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bias.Length % Lanes, 0, nameof(bias));
        (Channels, Stride, _bias, _weights) = (bias.Length, stride, bias, new float[weights.Length]);
        var taps = weights.Length / Channels;
        Kernel = (int)Math.Sqrt(taps);
        for (var i = 0; i < weights.Length; i++)
        {
            var (channel, tap) = Math.DivRem(i, taps);
            _weights[(channel / Lanes * taps + tap) * Lanes + channel % Lanes] = weights[i];
        }
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>k, of frames as of bands.</summary>
    public int Kernel { get; }

    /// <summary>Of frames as of bands.</summary>
    public int Stride { get; }

    /// <summary>Zeros on every side of the map.</summary>
    public int Padding => Kernel / 2;

    /// <summary>Rows or bands of the output for so many of the input.</summary>
    public int Outputs(int inputs) => (inputs + Stride - 1) / Stride;

    /// <summary>The rows of the input that some of the output's see.</summary>
    /// <param name="frames">T.</param>
    public (int First, int End) Seen(int first, int end, int frames) =>
        (Math.Max(0, first * Stride - Padding), Math.Min(frames, (end - 1) * Stride - Padding + Kernel));

    /// <param name="x">The rows that are seen, of some channels.</param>
    /// <param name="frames">T.</param>
    /// <param name="first">The first row to write.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="channel">Which channel the first in <paramref name="x"/> is.</param>
    /// <param name="y">The output, (T', F', C), all of it.</param>
    /// <param name="sums">(C).</param>
    public void Write(PaddedRows x, int frames, int first, int end, int channel, float* y, double* sums)
    {
        var (taps, bands) = (Kernel * Kernel, Outputs(x.Bands));
        fixed (float* weights = &_weights[channel * taps], bias = &_bias[channel])
        {
            for (var c = 0; c < x.Channels; c += Lanes)
            {
                var sum = Vector512<float>.Zero;
                for (var row = first; row < end; row++)
                {
                    var (seen, seenEnd) = Seen(row, row + 1, frames);
                    var firstTap = (seen - row * Stride + Padding) * Kernel;
                    sum += Row(
                        x.Before(seen) + c, x.RowFloats, x.Channels, Stride * x.Channels, weights + c * taps + firstTap * Lanes, seenEnd - seen, Kernel,
                        Vector512.Load(bias + c), bands, y + (nint)row * bands * Channels + channel + c, Channels);
                }

                MapColumns.Add(sum, sums + channel + c);
            }
        }
    }

    /// <summary>One row of 16 channels; in the last five places, those after the last repeat it.</summary>
    /// <returns>The sum over the row.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Row(
        float* x0, nint row, nint place, nint step, float* weights, int kernelRows, int kernel, Vector512<float> bias, int bands, float* y0, nint channels)
    {
        var sum = Vector512<float>.Zero;
        for (var band = 0; band < bands; band += Places, x0 += Places * step, y0 += Places * channels)
        {
            var last = bands - 1 - band;
            nint i1 = Math.Min(1, last), i2 = Math.Min(2, last), i3 = Math.Min(3, last), i4 = Math.Min(4, last);
            float* x1 = x0 + i1 * step, x2 = x0 + i2 * step, x3 = x0 + i3 * step, x4 = x0 + i4 * step;
            Vector512<float> s0 = bias, s1 = bias, s2 = bias, s3 = bias, s4 = bias;
            var weight = weights;
            for (var kernelRow = 0; kernelRow < kernelRows; kernelRow++)
            {
                var x = kernelRow * row;
                for (var tap = 0; tap < kernel; tap++, x += place, weight += Lanes)
                {
                    var w = Vector512.Load(weight);
                    s0 = Vector512.FusedMultiplyAdd(w, Vector512.Load(x0 + x), s0);
                    s1 = Vector512.FusedMultiplyAdd(w, Vector512.Load(x1 + x), s1);
                    s2 = Vector512.FusedMultiplyAdd(w, Vector512.Load(x2 + x), s2);
                    s3 = Vector512.FusedMultiplyAdd(w, Vector512.Load(x3 + x), s3);
                    s4 = Vector512.FusedMultiplyAdd(w, Vector512.Load(x4 + x), s4);
                }
            }

            (s0, s1, s2, s3, s4) = (Logistic.Silu(s0), Logistic.Silu(s1), Logistic.Silu(s2), Logistic.Silu(s3), Logistic.Silu(s4));
            s0.Store(y0);
            s1.Store(y0 + i1 * channels);
            s2.Store(y0 + i2 * channels);
            s3.Store(y0 + i3 * channels);
            s4.Store(y0 + i4 * channels);
            sum += s0 + Where(last >= 1, s1) + Where(last >= 2, s2) + (Where(last >= 3, s3) + Where(last >= 4, s4));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Where(bool isThere, Vector512<float> value) => isThere ? value : Vector512<float>.Zero;
}
