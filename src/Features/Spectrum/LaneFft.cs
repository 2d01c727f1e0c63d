using System.Numerics;
using System.Runtime.CompilerServices;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>
/// Power spectrum of a real frame in every lane at once. The frame's even and odd samples are taken as real and imaginary parts
/// of a complex frame of half the length, which a radix-4 decimation-in-frequency transform (one radix-2 pass first, where the length
/// asks for it) leaves in digit-reversed order; the last step separates the two again. Immutable, so threads share it.
/// </summary>
internal sealed unsafe class LaneFft
{
    private readonly int _half;
    private readonly bool _startsWithRadix2;
    private readonly Complex32[] _twiddles; // in the order the passes use them
    private readonly Complex32[] _split; // exp(-2 pi i k / size), k up to size / 4
    private readonly int[] _position; // where the transform leaves bin k of the half-length spectrum

    /// <param name="size">Samples a frame: a power of two, at least 16.</param>
    public LaneFft(int size)
    {
        _half = size / 2;
        _startsWithRadix2 = BitOperations.Log2((uint)_half) % 2 == 1;
        _twiddles = [.. PassTwiddles()];
        _split = [.. Enumerable.Range(0, size / 4 + 1).Select(k => Complex32.Root(k, size))];
        _position = [.. Enumerable.Range(0, _half).Select(k => Position(k, _half, _startsWithRadix2 ? 2 : 4))];
    }

    /// <summary>power[k] = |X[k]|^2 for k from 0 to size / 2. Destroys the samples.</summary>
    public void PowerSpectrum<TLanes>(TLanes* samples, TLanes* power) where TLanes : unmanaged, ILanes<TLanes>
    {
        var z = (LaneComplex<TLanes>*)samples;
        Transform(z);
        SplitPower(z, power);
    }

    private void Transform<TLanes>(LaneComplex<TLanes>* z) where TLanes : unmanaged, ILanes<TLanes>
    {
        ReadOnlySpan<Complex32> w = _twiddles;
        var length = _half;
        if (_startsWithRadix2)
        {
            Radix2Pass(z, w);
            length /= 2;
            w = w[length..];
        }
        for (; length > 4; length /= 4)
        {
            Radix4Pass(z, length, w);
            w = w[(3 * (length / 4))..];
        }
        LastPass(z);
    }

    [MethodImpl(LaneLoop.Options)]
    private void Radix2Pass<TLanes>(LaneComplex<TLanes>* z, ReadOnlySpan<Complex32> w)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var half = _half / 2;
        for (var j = 0; j < half; j++)
        {
            var (a, b) = (z[j], z[j + half]);
            z[j] = a + b;
            z[j + half] = (a - b) * w[j].Broadcast<TLanes>();
        }
    }

    [MethodImpl(LaneLoop.Options)]
    private void Radix4Pass<TLanes>(LaneComplex<TLanes>* z, int length, ReadOnlySpan<Complex32> w)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var quarter = length / 4;
        var end = z + _half;
        for (var j = 0; j < quarter; j++)
        {
            var w1 = w[3 * j].Broadcast<TLanes>();
            var w2 = w[3 * j + 1].Broadcast<TLanes>();
            var w3 = w[3 * j + 2].Broadcast<TLanes>();
            for (var p = z + j; p < end; p += length)
            {
                var (a, b, c, d) = (p[0], p[quarter], p[2 * quarter], p[3 * quarter]);
                var (ac, bd) = (a + c, b + d);
                var (acDiff, bdDiff) = (a - c, b - d);
                p[0] = ac + bd;
                p[quarter] = LaneComplex<TLanes>.MinusI(acDiff, bdDiff) * w1;
                p[2 * quarter] = (ac - bd) * w2;
                p[3 * quarter] = LaneComplex<TLanes>.PlusI(acDiff, bdDiff) * w3;
            }
        }
    }

    // Blocks of four, where every twiddle is one.
    [MethodImpl(LaneLoop.Options)]
    private void LastPass<TLanes>(LaneComplex<TLanes>* z) where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var p = z; p < z + _half; p += 4)
        {
            var (a, b, c, d) = (p[0], p[1], p[2], p[3]);
            var (ac, bd) = (a + c, b + d);
            var (acDiff, bdDiff) = (a - c, b - d);
            p[0] = ac + bd;
            p[1] = LaneComplex<TLanes>.MinusI(acDiff, bdDiff);
            p[2] = ac - bd;
            p[3] = LaneComplex<TLanes>.PlusI(acDiff, bdDiff);
        }
    }

    // With a = Z[k] and b = conj Z[half - k]: 2 X[k] = (a + b) - i w (a - b), and 2 conj X[half - k] = (a + b) + i w (a - b).
    [MethodImpl(LaneLoop.Options)]
    private void SplitPower<TLanes>(LaneComplex<TLanes>* z, TLanes* power) where TLanes : unmanaged, ILanes<TLanes>
    {
        var (sum0, difference0) = (z[0].Re + z[0].Im, z[0].Re - z[0].Im);
        power[0] = sum0 * sum0;
        power[_half] = difference0 * difference0;

        var quarter = TLanes.Broadcast(0.25f);
        for (var k = 1; k <= _half / 2; k++)
        {
            var (a, b) = (z[_position[k]], z[_position[_half - k]]);
            var even = new LaneComplex<TLanes>(a.Re + b.Re, a.Im - b.Im);
            var odd = new LaneComplex<TLanes>(a.Re - b.Re, a.Im + b.Im) * _split[k].Broadcast<TLanes>();
            power[k] = LaneComplex<TLanes>.MinusI(even, odd).Power * quarter;
            power[_half - k] = LaneComplex<TLanes>.PlusI(even, odd).Power * quarter;
        }
    }

    private IEnumerable<Complex32> PassTwiddles()
    {
        var length = _half;
        if (_startsWithRadix2)
        {
            for (var j = 0; j < length / 2; j++)
                yield return Complex32.Root(j, length);
            length /= 2;
        }
        for (; length > 4; length /= 4)
            for (var j = 0; j < length / 4; j++)
                for (var m = 1; m <= 3; m++)
                    yield return Complex32.Root(j * m, length);
    }

    // A pass of radix r over a block sends the bins k = m (mod r) to the block's m-th part.
    private static int Position(int k, int length, int radix) =>
        length == 1 ? 0 : k % radix * (length / radix) + Position(k / radix, length / radix, 4);
}
