using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>One kind of sound that a bird makes: a whistle that glides and warbles.</summary>
/// <param name="Hz">Pitch at its middle.</param>
/// <param name="Glide">Change of pitch from its begin to its end, as a share of the pitch.</param>
/// <param name="WarbleHz">How often the pitch swings.</param>
/// <param name="Warble">How far it swings, as a share of the pitch.</param>
/// <param name="Overtone">Strength of the second partial.</param>
/// <param name="Seconds">Length.</param>
internal sealed record Syllable(double Hz, double Glide, double WarbleHz, double Warble, double Overtone, double Seconds)
{
    public static Syllable Draw(double pitchHz, SeededRandom source) => new(
        pitchHz * source.Between(0.75, 1.35), source.Between(-0.5, 0.5), source.Octaves(8, 3.2), source.Chance(0.4) ? source.Between(0.02, 0.15) : 0,
        source.Between(0, 0.3), source.Octaves(0.04, 3));

    public void AddTo(Span<float> output, int rateHz, double level)
    {
        var samples = (int)(Seconds * rateHz);
        var phase = 0.0;
        for (var i = 0; i < Math.Min(samples, output.Length); i++)
        {
            var progress = (double)i / samples;
            phase += Hz * (1 + Glide * (progress - 0.5) + Warble * PortableMath.Sin(WarbleHz * i / rateHz)) / rateHz;
            var envelope = 4 * progress * (1 - progress);
            output[i] += (float)(level * envelope * (PortableMath.Sin(phase) + Overtone * PortableMath.Sin(2 * phase)));
        }
    }
}
