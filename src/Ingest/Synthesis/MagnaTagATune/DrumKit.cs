using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>Drums of one song.</summary>
internal sealed class DrumKit(int rateHz, SeededRandom song)
{
    private readonly double _kickHz = song.Octaves(42, 0.6), _snareHz = song.Octaves(170, 0.6),
        _noiseHz = song.Octaves(1400, 1), _hatHz = song.Octaves(4500, 0.5);

    /// <summary>Plays one of the eight eighths of a bar.</summary>
    public void Play(Span<float> output, Beat beat, int eighth, double level, SeededRandom take)
    {
        switch (beat)
        {
            case Beat.Four when eighth % 2 == 0:
                Kick(output, level);
                break;
            case Beat.Four:
                HiHat(output, level, take);
                break;
            case Beat.Back:
                HiHat(output, level, take);
                if (eighth is 0 or 4 or 5) Kick(output, level);
                if (eighth is 2 or 6) Snare(output, level, take);
                break;
            case Beat.Double:
                Kick(output, level);
                if (eighth is 2 or 6) Snare(output, level, take);
                break;
            case Beat.Hands when eighth is 0 or 3 or 6 or 7:
                Hand(output, eighth == 0 ? 2 * _kickHz : 1.5 * _snareHz, level, take);
                break;
        }
    }

    private void HiHat(Span<float> output, double level, SeededRandom take) =>
        Hit(output, hz: 0, tone: 0, Biquad.HighPass(_hatHz, rateHz), noise: 0.25 * level, halfLifeSeconds: 0.013, take);

    private void Snare(Span<float> output, double level, SeededRandom take) =>
        Hit(output, _snareHz, tone: 0.5 * level, Biquad.BandPass(_noiseHz, rateHz, 0.5), noise: 0.9 * level, halfLifeSeconds: 0.04, take);

    private void Hand(Span<float> output, double hz, double level, SeededRandom take) =>
        Hit(output, hz, tone: 0.9 * level, Biquad.BandPass(_noiseHz, rateHz, 1), noise: 0.15 * level, halfLifeSeconds: 0.05, take);

    private void Kick(Span<float> output, double loudness)
    {
        double turns = 0, fade = PortableMath.Exp2(-1 / (0.06 * rateHz)), level = 1;
        for (var i = 0; i < Math.Min(output.Length, 0.35 * rateHz); i++, level *= fade)
        {
            turns += _kickHz * (1 + 2 * level * level) / rateHz;
            output[i] += (float)(loudness * level * PortableMath.Sin(turns));
        }
    }

    private void Hit(Span<float> output, double hz, double tone, Biquad filter, double noise, double halfLifeSeconds, SeededRandom take)
    {
        double fade = PortableMath.Exp2(-1 / (halfLifeSeconds * rateHz)), level = 1;
        for (var i = 0; i < output.Length && level > 1e-3; i++, level *= fade)
            output[i] += (float)(level * (tone * PortableMath.Sin(hz * i / rateHz) + noise * filter.Next(take.Noise())));
    }
}
