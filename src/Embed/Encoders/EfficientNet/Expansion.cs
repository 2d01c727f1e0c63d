using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// The first 1x1 convolution of an <see cref="InvertedBottleneck"/>, its normalisation folded, with SiLU: some rows and <see cref="Together"/> of its channels
/// at a time, which whoever needs them next still finds in the processor's cache.
/// </summary>
internal sealed unsafe class Expansion
{
    /// <summary>Places that are computed at a time: rows of 80 bands are made of them.</summary>
    private const int Places = 5;

    private readonly int _inputs;
    private readonly float[] _weights; // (C / together, K, together)
    private readonly float[] _bias;

    /// <param name="weights">(C, K).</param>
    /// <param name="bias">(C), a multiple of <paramref name="together"/>.</param>
    /// <param name="together">Channels that are written at a time, 48 or 16; as many as this processor's registers are made for by default.</param>
    public Expansion(float[] weights, float[] bias, int? together = null)
    {
        Together = together ?? (Vector512.IsHardwareAccelerated ? Channels48.Count : Channels16.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bias.Length % Together, 0, nameof(bias));
        (_inputs, _bias, _weights) = (weights.Length / bias.Length, bias, new float[weights.Length]);
        for (var i = 0; i < weights.Length; i++)
        {
            var (channel, input) = Math.DivRem(i, _inputs);
            _weights[(channel / Together * _inputs + input) * Together + channel % Together] = weights[i];
        }
    }

    /// <summary>Channels that are written at a time.</summary>
    public int Together { get; }

    /// <param name="x">The map, (T, F, K), all of it.</param>
    /// <param name="first">Row to begin with.</param>
    /// <param name="channel">The first of the channels to write.</param>
    /// <param name="y">Is written from that row to its end.</param>
    public void Write(float* x, int first, int channel, PaddedRows y)
    {
        if (Together == Channels48.Count)
            Write<Channels48>(x, first, channel, y);
        else
            Write<Channels16>(x, first, channel, y);
    }

    private void Write<TChannels>(float* x, int first, int channel, PaddedRows y) where TChannels : struct, IChannels<TChannels>
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
                    places[count] = y.At(row) + band * y.Channels;
                    (row, band) = band + 1 < y.Bands ? (row, band + 1) : (row + 1, 0);
                }

                new Span<nint>(places + count, Places - count).Fill((nint)places[count - 1]);
                Tile<TChannels>(seen, count - 1, _inputs, weights, bias, places);
                seen += count * _inputs;
            }
        }
    }

    /// <summary>Five places; those after the last repeat it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TChannels>(float* x0, int last, nint inputs, float* weights, float* bias, float** places)
        where TChannels : struct, IChannels<TChannels>
    {
        float* x1 = x0 + Math.Min(1, last) * inputs, x2 = x0 + Math.Min(2, last) * inputs;
        float* x3 = x0 + Math.Min(3, last) * inputs, x4 = x0 + Math.Min(4, last) * inputs;
        TChannels s0 = TChannels.At(bias), s1 = s0, s2 = s0, s3 = s0, s4 = s0;
        for (nint input = 0; input < inputs; input++, weights += TChannels.Count)
        {
            var ofInput = TChannels.At(weights);
            s0 = ofInput.MultiplyAdd(x0 + input, s0);
            s1 = ofInput.MultiplyAdd(x1 + input, s1);
            s2 = ofInput.MultiplyAdd(x2 + input, s2);
            s3 = ofInput.MultiplyAdd(x3 + input, s3);
            s4 = ofInput.MultiplyAdd(x4 + input, s4);
        }

        s0.StoreSilu(places[0]);
        s1.StoreSilu(places[1]);
        s2.StoreSilu(places[2]);
        s3.StoreSilu(places[3]);
        s4.StoreSilu(places[4]);
    }
}
