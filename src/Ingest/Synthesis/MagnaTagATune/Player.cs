using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Notes;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>An instrument of a song: one cycle of its wave, played at any pitch with the attack and decay of its make.</summary>
internal sealed class Player
{
    private const int CyclePoints = 1024;
    private const double ReleaseSeconds = 0.04;

    private static readonly int[] Partials = [20, 10, 5, 2];

    private readonly int _rateHz;
    private readonly InstrumentMake _make;
    private readonly float[][] _cycles;

    public Player(Instrument instrument, int rateHz, SeededRandom song)
    {
        (_rateHz, _make) = (rateHz, new InstrumentMake(instrument, song));
        _cycles = [.. Partials.Select(Cycle)];
    }

    /// <summary>Adds a note.</summary>
    public void Play(Span<float> output, double hz, double seconds, double level, SeededRandom take)
    {
        var fitting = Array.FindIndex(Partials, partials => partials * hz < 0.47 * _rateHz);
        var cycle = _cycles[fitting < 0 ? ^1 : fitting];
        var breath = Biquad.BandPass(_make.NoiseHz, _rateHz, 0.7);
        int samples = (int)(seconds * _rateHz), attack = Math.Max(1, (int)(_make.AttackSeconds * _rateHz)), release = (int)(ReleaseSeconds * _rateHz);
        double fade = PortableMath.Exp2(-1 / (_make.HalfLifeSeconds * _rateHz)), turns = take.Unit();
        for (var i = 0; i < Math.Min(samples + release, output.Length); i++, level *= fade)
        {
            turns += hz * (1 + 0.0006 * _make.VibratoCents * PortableMath.Sin(_make.VibratoHz * i / _rateHz)) / _rateHz;
            turns -= Math.Floor(turns);
            var envelope = Math.Min(1, (double)i / attack) * Math.Min(1, (double)(samples + release - i) / release);
            var noise = _make.Noise > 0.05 ? _make.Noise * breath.Next(take.Noise()) : 0;
            output[i] += (float)(level * envelope * (cycle[(int)(turns * CyclePoints)] + noise));
        }
    }

    private float[] Cycle(int partials)
    {
        var cycle = new float[CyclePoints];
        for (var k = 1; k <= partials; k++)
            for (var i = 0; i < CyclePoints; i++)
                cycle[i] += (float)(_make.PartialAmplitudes[k - 1] * PortableMath.Sin((double)k * i / CyclePoints + 0.37 * k * k));
        Level.Normalize(cycle, 1);
        return cycle;
    }
}
