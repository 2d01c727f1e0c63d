using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Notes;

/// <summary>One note of one make: partials, noise, the instrument's body, the room, the microphone.</summary>
internal static class Note
{
    private const int Rate = NotesCorpus.SampleRateHz;
    private const double HighestPartialHz = 0.47 * Rate;
    private const double ReleaseHalfLifeSeconds = 0.03;

    public static float[] Render(InstrumentMake make, int midiPitch, SeededRandom random)
    {
        var samples = new float[(int)(random.Between(1, 2) * Rate)];
        var hz = 440 * PortableMath.Exp2((midiPitch - 69 + random.Between(-0.4, 0.4)) / 12);
        var brightness = random.Between(0.92, 1.04);
        Play(samples, make, hz, brightness, (int)(samples.Length * random.Between(0.5, 1)), random);
        AddBackground(samples, random);
        Level.Normalize(samples, PortableMath.Decibels(random.Between(-24, -1)));
        return samples;
    }

    /// <summary>The instrument and its room, without what else a recording holds.</summary>
    /// <param name="samples">Zeros, which the note is added to, from its begin to the last of its reverberation.</param>
    /// <param name="make">The instrument.</param>
    /// <param name="hz">Pitch.</param>
    /// <param name="brightness">Factor of each partial against the one below it: above 1 for a note struck hard.</param>
    /// <param name="heldSamples">When it is let go.</param>
    /// <param name="random">Phases, noise.</param>
    public static void Play(Span<float> samples, InstrumentMake make, double hz, double brightness, int heldSamples, SeededRandom random)
    {
        AddPartials(samples, make, hz, brightness, random);
        AddNoise(samples, make, random);
        Shape(samples, make.AttackSeconds * random.Between(0.7, 1.4), heldSamples);
        Biquad.Peak(make.BodyHz, Rate, 1, make.BodyDecibels).Filter(samples);
        Reverberate(samples, (int)(make.ReverbSeconds * Rate), make.Reverb);
    }

    private static void AddPartials(Span<float> samples, InstrumentMake make, double hz, double brightness, SeededRandom random)
    {
        var turns = FundamentalTurns(samples.Length, make, hz, random.Unit());
        var tilt = 1.0;
        for (var k = 1; k <= InstrumentMake.MaxPartials; k++, tilt *= brightness)
        {
            var multiple = k * Math.Sqrt(1 + make.Inharmonicity * k * k);
            if (multiple * hz > HighestPartialHz) break;
            var fade = PortableMath.Exp2(-(1 + make.PartialDamping * (k - 1)) / (make.HalfLifeSeconds * Rate));
            double amplitude = make.PartialAmplitudes[k - 1] * tilt, phase = random.Unit();
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] += (float)(amplitude * PortableMath.Sin(multiple * turns[i] + phase));
                amplitude *= fade;
            }
        }
    }

    /// <summary>Turns of the fundamental up to each sample, with vibrato; partials share them.</summary>
    private static double[] FundamentalTurns(int samples, InstrumentMake make, double hz, double vibratoPhase)
    {
        double depth = PortableMath.Exp2(make.VibratoCents / 1200) - 1, sum = 0;
        var turns = new double[samples];
        for (var i = 0; i < samples; i++)
        {
            turns[i] = sum;
            sum += hz / Rate * (1 + depth * PortableMath.Sin(make.VibratoHz * i / Rate + vibratoPhase));
        }
        return turns;
    }

    private static void AddNoise(Span<float> samples, InstrumentMake make, SeededRandom random)
    {
        var breath = Biquad.BandPass(make.NoiseHz, Rate, 0.7);
        var fade = PortableMath.Exp2(-1 / (make.HalfLifeSeconds * Rate));
        var amplitude = 2 * make.Noise;
        foreach (ref var sample in samples)
        {
            sample += (float)(amplitude * breath.Next(random.Noise()));
            amplitude *= fade;
        }
    }

    private static void Shape(Span<float> samples, double attackSeconds, int heldSamples)
    {
        var attackSamples = Math.Max(1, (int)(attackSeconds * Rate));
        for (var i = 0; i < Math.Min(attackSamples, samples.Length); i++) samples[i] *= (float)i / attackSamples;
        double fade = PortableMath.Exp2(-1 / (ReleaseHalfLifeSeconds * Rate)), level = 1;
        for (var i = heldSamples; i < samples.Length; i++) samples[i] *= (float)(level *= fade);
    }

    /// <summary>One echo that feeds back: enough to blur the spectrum as a small room does.</summary>
    private static void Reverberate(Span<float> samples, int delaySamples, double feedback)
    {
        for (var i = delaySamples; i < samples.Length; i++) samples[i] += (float)(feedback * samples[i - delaySamples]);
    }

    private static void AddBackground(Span<float> samples, SeededRandom random)
    {
        var room = Biquad.LowPass(random.Octaves(300, 4), Rate);
        var decibels = random.Between(-45, -15);
        var noise = new float[samples.Length];
        foreach (ref var value in noise.AsSpan()) value = (float)room.Next(random.Noise());
        Level.Mix(samples, noise, decibels);
    }
}
