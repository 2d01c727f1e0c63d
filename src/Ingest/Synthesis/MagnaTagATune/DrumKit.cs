using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>Drums of one song.</summary>
internal sealed class DrumKit(int rateHz, SeededRandom song)
{
    private readonly double _kickHz = song.Octaves(42, 0.6), _snareHz = song.Octaves(170, 0.6), _noiseHz = song.Octaves(1400, 1), _hatHz = song.Octaves(4500, 0.5);

    /// <summary>Plays one of the eight eighths of a bar.</summary>
    public void Play(Span<float> output, Beat beat, int eighth, double level, SeededRandom take)
    {
        if (beat is Beat.Four or Beat.Back && (beat == Beat.Back || eighth % 2 == 1)) Hit(output, 0, 0, Biquad.HighPass(_hatHz, rateHz), 0.25 * level, 0.04, take);
        if (beat switch { Beat.Four => eighth % 2 == 0, Beat.Back => eighth is 0 or 4 or 5, Beat.Double => true, _ => false }) Kick(output, level);
        if (beat is Beat.Back or Beat.Double && eighth % 4 == 2) Hit(output, _snareHz, 0.5 * level, Biquad.BandPass(_noiseHz, rateHz, 0.5), 0.9 * level, 0.12, take);
        if (beat is Beat.Hands && eighth is 0 or 3 or 6 or 7) Hit(output, eighth == 0 ? _kickHz * 2 : _snareHz * 1.5, 0.9 * level, Biquad.BandPass(_noiseHz, rateHz, 1), 0.15 * level, 0.15, take);
    }

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
        double fade = PortableMath.Exp2(-1 / (halfLifeSeconds / 3 * rateHz)), level = 1;
        for (var i = 0; i < output.Length && level > 1e-3; i++, level *= fade)
            output[i] += (float)(level * (tone * PortableMath.Sin(hz * i / rateHz) + noise * filter.Next(take.Noise())));
    }
}
