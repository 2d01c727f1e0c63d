using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Speech;

/// <summary>What lies between a speaker's lips and the file: the room, its noise, and the microphone with its cable.</summary>
internal sealed record Microphone
{
    private const int Rate = Voices.FormantSynthesizer.SampleRateHz;

    /// <summary>Level of the room's noise compared with the speech.</summary>
    public double NoiseDecibels { get; private init; }

    /// <summary>Above this frequency the noise fades.</summary>
    public double NoiseHz { get; private init; }

    /// <summary>How loud the room's echoes are, 0 to 1.</summary>
    public double Echo { get; private init; }

    public double RoomSeconds { get; private init; }

    public double LowestHz { get; private init; }

    public double HighestHz { get; private init; }

    public double ColourHz { get; private init; }

    public double ColourDecibels { get; private init; }

    /// <summary>Anything from a studio to the back of a hall over a telephone.</summary>
    public static Microphone Draw(SeededRandom random) => new()
    {
        NoiseDecibels = random.Between(-40, -14),
        NoiseHz = random.Octaves(300, 4),
        Echo = random.Between(0, 0.35),
        RoomSeconds = random.Between(0.011, 0.045),
        LowestHz = random.Octaves(40, 2.3),
        HighestHz = random.Octaves(3400, 1.2),
        ColourHz = random.Octaves(300, 3.5),
        ColourDecibels = random.Between(-8, 8),
    };

    /// <summary>What volunteers have at their desks: close to the lips, cheap but fair.</summary>
    public static Microphone DrawHeadset(SeededRandom random) => new()
    {
        NoiseDecibels = random.Between(-45, -25),
        NoiseHz = random.Octaves(300, 4),
        Echo = random.Between(0, 0.12),
        RoomSeconds = random.Between(0.011, 0.03),
        LowestHz = random.Octaves(50, 1),
        HighestHz = random.Octaves(6000, 0.35),
        ColourHz = random.Octaves(300, 3.5),
        ColourDecibels = random.Between(-3, 3),
    };

    /// <summary>Records somebody.</summary>
    /// <param name="speech">What they say; cut off where the file ends.</param>
    /// <param name="start">Samples before they begin.</param>
    /// <param name="length">Samples of the file.</param>
    /// <param name="take">The noise itself and how loud it all is.</param>
    public float[] Record(ReadOnlySpan<float> speech, int start, int length, SeededRandom take)
    {
        var samples = new float[length];
        speech[..Math.Min(speech.Length, length - start)].CopyTo(samples.AsSpan(start));
        AddEchoes(samples);
        AddNoise(samples, take);
        Biquad.HighPass(LowestHz, Rate).Filter(samples);
        Biquad.LowPass(HighestHz, Rate).Filter(samples);
        Biquad.Peak(ColourHz, Rate, 0.8, ColourDecibels).Filter(samples);
        Level.Normalize(samples, PortableMath.Decibels(take.Between(-18, -1)));
        return samples;
    }

    /// <summary>Two walls that keep sending the sound back, at distances without a common divisor.</summary>
    private void AddEchoes(Span<float> samples)
    {
        int near = (int)(RoomSeconds * Rate), far = (int)(1.618 * RoomSeconds * Rate);
        for (var i = far; i < samples.Length; i++) samples[i] += (float)(Echo * (0.7 * samples[i - near] + 0.6 * samples[i - far]));
    }

    private void AddNoise(Span<float> samples, SeededRandom take)
    {
        var colour = Biquad.LowPass(NoiseHz, Rate, 0.5);
        var noise = new float[samples.Length];
        foreach (ref var value in noise.AsSpan()) value = (float)colour.Next(take.Noise());
        Level.Mix(samples, noise, NoiseDecibels);
    }
}
