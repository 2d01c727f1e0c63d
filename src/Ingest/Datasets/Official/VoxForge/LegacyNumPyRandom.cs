using System.Numerics;

namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>
/// NumPy's <c>RandomState(seed)</c>, whose sequence is frozen: the Mersenne Twister MT19937, and the order in which <c>shuffle</c> draws from
/// it. Source: numpy/random/src/mt19937/mt19937.c, numpy/random/mtrand.pyx (RandomState.shuffle) and
/// numpy/random/src/distributions/distributions.c (random_interval).
/// </summary>
internal sealed class LegacyNumPyRandom
{
    private const int StateLength = 624, Middle = 397;
    private const uint SeedFactor = 1_812_433_253, Twist = 0x9908B0DF, UpperBit = 0x80000000, LowerBits = 0x7FFFFFFF;

    private readonly uint[] _state = new uint[StateLength];
    private int _next = StateLength;

    public LegacyNumPyRandom(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < StateLength; i++) _state[i] = SeedFactor * (_state[i - 1] ^ (_state[i - 1] >> 30)) + (uint)i;
    }

    /// <summary>Fisher and Yates's shuffle, from the end, as <c>shuffle</c> does it to a Python list.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = (int)NextUpTo((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A number from 0 to <paramref name="max"/>: as many bits as that has, drawn until they are not above it.</summary>
    private uint NextUpTo(uint max)
    {
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(max);
        uint value;
        do value = Next() & mask;
        while (value > max);
        return value;
    }

    private uint Next()
    {
        if (_next == StateLength) Refill();
        var value = _state[_next++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9D2C5680;
        value ^= (value << 15) & 0xEFC60000;
        return value ^ (value >> 18);
    }

    private void Refill()
    {
        for (var i = 0; i < StateLength; i++)
        {
            var bits = (_state[i] & UpperBit) | (_state[(i + 1) % StateLength] & LowerBits);
            _state[i] = _state[(i + Middle) % StateLength] ^ (bits >> 1) ^ ((bits & 1) * Twist);
        }
        _next = 0;
    }
}
