using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.Voices;

namespace Hares.Ingest.Tests.Synthesis.Speech.Voices;

public sealed class VoiceTests
{
    [Theory]
    [InlineData("iː", 150, 500, 700, 1400)]
    [InlineData("aː", 600, 1000, 2800, 3200)]
    [InlineData("uː", 150, 500, 1800, 2600)]
    [InlineData("sː", 5000, 7000, 500, 2000)]
    [InlineData("ʃː", 2500, 4000, 500, 1500)]
    public void Sounds_are_strong_where_their_resonances_are(string ipa, int strongFrom, int strongTo, int weakFrom, int weakTo)
    {
        var said = Enumerable.Range(0, 8).Select(i => Say(ipa, i)).ToList();

        Assert.All(said, samples => Assert.True(Density(samples, strongFrom, strongTo) > 2 * Density(samples, weakFrom, weakTo)));
    }

    [Fact]
    public void A_stop_is_silent_before_it_bursts()
    {
        var samples = Say("ˈatːa", 0);
        var loudness = samples.Chunk(160).Select(chunk => Level.RootMeanSquare(chunk)).ToList();
        var middle = loudness[(loudness.Count / 4)..(3 * loudness.Count / 4)];

        Assert.InRange(middle.Min(), 0, 0.05);
        Assert.InRange(middle.Max(), 0.5, 10);
    }

    [Fact]
    public void The_voice_has_the_speakers_pitch()
    {
        for (var i = 0; i < 8; i++)
        {
            var random = new SeededRandom(1, $"speaker/{i}");
            var speaker = Speaker.Draw(random);
            var samples = Voice.Say(speaker, Transcription.Parse("aː"), new Rhythm { FallSemitones = 0 }, random);

            Assert.InRange(PitchHz(samples) / speaker.PitchHz, 0.85, 1.18);
        }
    }

    [Fact]
    public void No_two_takes_are_the_same() => Assert.NotEqual(Say("jˈɛs", 0), Say("jˈɛs", 1));

    private static float[] Say(string ipa, int take) =>
        Voice.Say(
            Speaker.Draw(new SeededRandom(0, $"speaker/{take}")), Transcription.Parse(ipa), Rhythm.SingleWords, new SeededRandom(0, $"take/{take}"));

    /// <summary>Mean power of a band, by Goertzel's algorithm every 20 Hz, over the middle half.</summary>
    private static double Density(float[] samples, int fromHz, int toHz)
    {
        var middle = samples[(samples.Length / 4)..(3 * samples.Length / 4)];
        return Enumerable.Range(0, (toHz - fromHz) / 20).Average(i =>
        {
            double coefficient = 2 * Math.Cos(2 * Math.PI * (fromHz + 20 * i) / FormantSynthesizer.SampleRateHz), s1 = 0, s2 = 0;
            foreach (var sample in middle) (s1, s2) = (sample + coefficient * s1 - s2, s1);
            return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        });
    }

    /// <summary>The lag between 60 and 350 Hz at which the middle half resembles itself most.</summary>
    private static double PitchHz(float[] samples)
    {
        var middle = samples[(samples.Length / 4)..(3 * samples.Length / 4)];
        var lag = Enumerable.Range(45, 220).MaxBy(lag => middle.Skip(lag).Zip(middle, (a, b) => a * b).Sum());
        return (double)FormantSynthesizer.SampleRateHz / lag;
    }
}
