using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>A voice: a sawtooth with breath noise through two resonances. Dogs, roosters and babies differ in what they do with it.</summary>
internal sealed class VocalTract(int rateHz, double firstFormantHz, double secondFormantHz, double q, double breath)
{
    /// <summary>Adds one call.</summary>
    /// <param name="output">Where to; begins at the call and may end before it.</param>
    /// <param name="samples">Length of the call.</param>
    /// <param name="pitchHz">Pitch by progress, 0 to 1.</param>
    /// <param name="attack">Share of the call in which it swells; after that it fades to nothing.</param>
    /// <param name="take">Noise and roughness.</param>
    public void AddCall(Span<float> output, int samples, Func<double, double> pitchHz, double attack, SeededRandom take)
    {
        var saw = new Sawtooth(take.Unit());
        var first = Biquad.BandPass(firstFormantHz, rateHz, q);
        var second = Biquad.BandPass(secondFormantHz, rateHz, q * 1.5);
        for (var i = 0; i < Math.Min(samples, output.Length); i++)
        {
            var progress = (double)i / samples;
            var envelope = progress < attack ? progress / attack : (1 - progress) / (1 - attack);
            var x = envelope * (saw.Next(pitchHz(progress) / rateHz) + breath * take.Noise());
            output[i] += (float)(first.Next(x) + 0.6 * second.Next(x) + 0.1 * x);
        }
    }
}
