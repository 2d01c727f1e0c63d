using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// The first 1x1 convolution of an <see cref="InvertedBottleneck"/>, its normalisation folded, with SiLU: some rows and <see cref="Together"/> of its channels
/// at a time, which whoever needs them next still finds in the processor's cache.
/// </summary>
internal sealed unsafe class Expansion
{
    /// <summary>Channels that are written at a time; there are a multiple of them.</summary>
    public const int Together = 3 * Lanes;

    private const int Lanes = 16;

    /// <summary>Places that are computed at a time: three sums for each, and all that goes into them, fit the registers; and rows of 80 bands are made of them.</summary>
    private const int Places = 5;

    private readonly int _inputs;
    private readonly float[] _weights; // (C / 48, K, 48)
    private readonly float[] _bias;

    /// <param name="weights">(C, K).</param>
    /// <param name="bias">(C).</param>
    public Expansion(float[] weights, float[] bias)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bias.Length % Together, 0, nameof(bias));
        (_inputs, _bias, _weights) = (weights.Length / bias.Length, bias, new float[weights.Length]);
        for (var i = 0; i < weights.Length; i++)
        {
            var (channel, input) = Math.DivRem(i, _inputs);
            _weights[(channel / Together * _inputs + input) * Together + channel % Together] = weights[i];
        }
    }

    /// <param name="x">The map's rows, (T, F, K), all of them.</param>
    /// <param name="first">Row to begin with.</param>
    /// <param name="channel">The first of the channels to write.</param>
    /// <param name="y">Is written from that row to its end.</param>
    public void Write(float* x, int first, int channel, PaddedRows y)
    {
        var places = stackalloc float*[Places];
        var seen = x + (nint)first * y.Bands * _inputs;
        fixed (float* weights = &_weights[channel * _inputs], bias = &_bias[channel])
        {
            for (var (row, band) = (first, 0); row < y.End;)
            {
                var count = 0;
                for (; count < Places && row < y.End; count++)
                {
                    places[count] = y.At(row) + band * Together;
                    (row, band) = band + 1 < y.Bands ? (row, band + 1) : (row + 1, 0);
                }

                new Span<nint>(places + count, Places - count).Fill((nint)places[count - 1]);
                Tile(seen, count - 1, _inputs, weights, bias, places);
                seen += count * _inputs;
            }
        }
    }

    /// <summary>Five places; those after the last repeat it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile(float* x0, int last, nint inputs, float* weights, float* bias, float** places)
    {
        float* x1 = x0 + Math.Min(1, last) * inputs, x2 = x0 + Math.Min(2, last) * inputs;
        float* x3 = x0 + Math.Min(3, last) * inputs, x4 = x0 + Math.Min(4, last) * inputs;
        var s0 = ThreeSums.At(bias);
        ThreeSums s1 = s0, s2 = s0, s3 = s0, s4 = s0;
        for (nint input = 0; input < inputs; input++, weights += Together)
        {
            Vector512<float> a = Vector512.Load(weights), b = Vector512.Load(weights + Lanes), c = Vector512.Load(weights + 2 * Lanes);
            s0.MultiplyAdd(x0[input], a, b, c);
            s1.MultiplyAdd(x1[input], a, b, c);
            s2.MultiplyAdd(x2[input], a, b, c);
            s3.MultiplyAdd(x3[input], a, b, c);
            s4.MultiplyAdd(x4[input], a, b, c);
        }

        s0.StoreSilu(places[0]);
        s1.StoreSilu(places[1]);
        s2.StoreSilu(places[2]);
        s3.StoreSilu(places[3]);
        s4.StoreSilu(places[4]);
    }
}
