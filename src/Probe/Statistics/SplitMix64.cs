namespace Hares.Probe.Statistics;

/// <summary>
/// A small seeded generator whose streams are the same on every platform for ever (Steele, Lea, Flood: "Fast splittable
/// pseudorandom number generators", 2014). A stream is named by a seed and a number, so that work may be dealt to threads in any way.
/// </summary>
internal sealed class SplitMix64
{
    private ulong _state;

    public SplitMix64(int seed, int stream) => _state = Mix(((ulong)(uint)seed << 32) | (uint)stream);

    /// <summary>0 to below <paramref name="bound"/>, uniform but for a bias under 2^-32.</summary>
    public int Next(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    /// <summary>Puts <paramref name="values"/> in random order.</summary>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>0 to below 1, uniform.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    private ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
