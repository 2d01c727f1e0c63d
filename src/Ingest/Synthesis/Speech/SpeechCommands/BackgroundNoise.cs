using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.Voices;

namespace Hares.Ingest.Synthesis.Speech.SpeechCommands;

/// <summary>The six long recordings without a keyword, which readers cut their <c>_silence_</c> from.</summary>
internal static class BackgroundNoise
{
    private const int Rate = FormantSynthesizer.SampleRateHz;
    private const int Samples = 6 * Rate;

    private static readonly (string Name, Func<SeededRandom, float[]> Render)[] Kinds =
    [
        ("doing_the_dishes", Dishes),
        ("dude_miaowing", Miaows),
        ("exercise_bike", Bike),
        ("pink_noise", Pink),
        ("running_tap", Tap),
        ("white_noise", random => Noise(random)),
    ];

    public static IEnumerable<SyntheticFile> Files(ulong seed, string corpus) => Kinds.Select(kind => new SyntheticFile(
        $"_background_noise_/{kind.Name}.wav", () => Wav(kind.Render, new SeededRandom(seed, $"{corpus}/{kind.Name}"))));

    /// <summary>A second without a keyword, of each kind of noise in turn.</summary>
    public static SyntheticFile Second(ulong seed, string corpus, int place) => new(
        $"{place}.wav", () => Wav(random => Kinds[place % Kinds.Length].Render(random)[..Rate], new SeededRandom(seed, $"{corpus}/silence/{place}")));

    private static byte[] Wav(Func<SeededRandom, float[]> render, SeededRandom random)
    {
        var samples = render(random);
        Level.Normalize(samples, PortableMath.Decibels(random.Between(-20, -6)));
        return WavWriter.Encode(samples, Rate);
    }

    private static float[] Noise(SeededRandom random) => [.. Enumerable.Range(0, Samples).Select(_ => (float)random.Noise())];

    /// <summary>Octave by octave half the power: low-passes at a quarter of each other's corner, each twice as strong as the one above it.</summary>
    private static float[] Pink(SeededRandom random)
    {
        var samples = new float[Samples];
        var gain = 1.0;
        for (var hz = 6000.0; hz > 20; hz /= 4, gain *= 2)
        {
            var filter = Biquad.LowPass(hz, Rate, 0.5);
            foreach (ref var sample in samples.AsSpan()) sample += (float)(gain * filter.Next(random.Noise()));
        }
        return samples;
    }

    private static float[] Tap(SeededRandom random)
    {
        var samples = Noise(random);
        Biquad.HighPass(random.Octaves(500, 1), Rate).Filter(samples);
        Biquad.Peak(random.Octaves(1500, 1.5), Rate, 1, 9).Filter(samples);
        return samples;
    }

    private static float[] Bike(SeededRandom random)
    {
        double turnsHz = random.Between(1.2, 2.2), phase = random.Unit();
        var samples = Noise(random);
        Biquad.BandPass(random.Octaves(300, 1.5), Rate, 0.7).Filter(samples);
        for (var i = 0; i < samples.Length; i++) samples[i] *= (float)(1 + 0.7 * PortableMath.Sin(turnsHz * i / Rate + phase));
        return samples;
    }

    /// <summary>Plates: resonances struck at random, over water.</summary>
    private static float[] Dishes(SeededRandom random)
    {
        var samples = Tap(random);
        Level.Normalize(samples, 0.1);
        for (var start = 0; start < samples.Length; start += (int)(random.Between(0.1, 0.7) * Rate))
        {
            var plate = Biquad.BandPass(random.Octaves(1200, 2), Rate, 40);
            var strike = random.Between(5, 25);
            for (var i = start; i < Math.Min(start + Rate / 4, samples.Length); i++, strike *= 0.95)
                samples[i] += (float)plate.Next(strike * random.Noise());
        }
        return samples;
    }

    private static float[] Miaows(SeededRandom random)
    {
        var samples = new float[Samples];
        var dude = Speaker.Draw(random);
        for (var start = (int)(random.Unit() * Rate / 2); start < samples.Length; start += (int)(random.Between(0.9, 1.8) * Rate))
        {
            var miaow = Voice.Say(dude, Transcription.Parse("mˈiːaːuː"), Rhythm.SingleWords, random);
            for (var i = 0; i < Math.Min(miaow.Length, samples.Length - start); i++) samples[start + i] += miaow[i];
        }
        return samples;
    }
}
