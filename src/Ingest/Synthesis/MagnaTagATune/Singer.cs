using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>Sings notes on vowels, alone or in a choir.</summary>
internal sealed class Singer(Singing who, int rateHz, SeededRandom song)
{
    private readonly double _throat = who switch { Singing.AWoman => 1.18, Singing.AChoir => 1.05, _ => 0.95 } * song.Between(0.95, 1.05);
    private readonly double _vibratoHz = song.Between(4.5, 6.5), _vibrato = song.Between(0.005, 0.025);

    /// <summary>The octave a melody is moved to for this voice.</summary>
    public int Octave { get; } = who switch { Singing.AMan => -1, Singing.AWoman => 1, _ => 0 };

    /// <summary>Adds a note.</summary>
    public void Sing(Span<float> output, double hz, double seconds, double level, SeededRandom take)
    {
        var samples = (int)(seconds * rateHz);
        var tone = new float[Math.Min(samples, output.Length)];
        for (var voices = who == Singing.AChoir ? 4 : 1; voices > 0; voices--)
        {
            double height = hz * take.Between(0.992, 1.008), phase = take.Unit();
            var tract = new VocalTract(rateHz, _throat * take.Octaves(350, 1.1), _throat * take.Octaves(900, 1.2), 6, 0.06);
            tract.AddCall(tone, samples, progress => height * (1 + _vibrato * PortableMath.Sin(_vibratoHz * progress * seconds + phase)), 0.15, take);
        }
        for (var i = 0; i < tone.Length; i++) output[i] += (float)(level * tone[i]);
    }
}
