using System.IO.Hashing;
using System.Numerics;
using System.Text;

namespace Hares.Ingest.Numerics;

/// <summary>
/// Random numbers that are the same on every machine and .NET version: xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64.
/// Every use has a generator of its own, named by a path such as <c>esc-50/rain/3</c>, so nothing depends on the order of work.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    public SeededRandom(ulong seed, string name)
    {
        var state = seed ^ XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name));
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>Uniform from 0 up to, but without, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double min, double max) => min + (max - min) * Unit();

    /// <summary>Uniform on a logarithmic scale, from <paramref name="min"/> up to so many octaves above it.</summary>
    public double Octaves(double min, double octaves) => min * PortableMath.Exp2(octaves * Unit());

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Whole(int min, int max) => min + (int)(Unit() * (max - min + 1));

    /// <summary>So many letters of an alphabet: what stands for a name, an identifier, a hash.</summary>
    public string Text(string alphabet, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[Whole(0, alphabet.Length - 1)]));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>White noise of unit variance: the sum of four uniform numbers, close enough to normal for the ear and free of logarithms.</summary>
    public double Noise()
    {
        var bits = Next();
        var sum = (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48);
        return (sum - 2.0 * 0xffff) * (1.7320508075688772 / 0xffff);
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9e3779b97f4a7c15;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }

    private ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
