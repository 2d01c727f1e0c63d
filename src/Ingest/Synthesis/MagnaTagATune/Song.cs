using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>A song of one style: its key, tempo, chords and instruments. Clips of it differ in what is played.</summary>
internal sealed class Song
{
    private const int Rate = MagnaTagATuneCorpus.SampleRateHz;
    private const int EighthsOfBar = 8;
    private const double Slow = 78, Fast = 122;

    private readonly Style _style;
    private readonly int _root;
    private readonly double _tempo;
    private readonly int[] _progression;

    public Song(Style style, SeededRandom song)
    {
        _style = style;
        _root = song.Whole(48, 57);
        _tempo = song.Between(style.Tempo.Min, style.Tempo.Max);
        _progression = [0, song.Whole(2, 5), song.Whole(1, 5), song.Whole(3, 4)];
    }

    /// <summary>Everything that could be said of it.</summary>
    public IReadOnlyList<string> Tags =>
    [
        .. _style.Tags,
        .. _tempo < Slow ? ["slow"] : _tempo > Fast ? ["fast"] : Array.Empty<string>(),
        .. _style.Beat == Beat.None ? [] : (string[])["drums", "beat", "beats"],
        .. _style.Voice switch
        {
            Singing.AMan => ["vocal", "vocals", "voice", "singing", "male", "man", "male vocal", "male voice"],
            Singing.AWoman => ["vocal", "vocals", "voice", "singing", "female", "woman", "female vocal", "female voice"],
            Singing.AChoir => ["vocal", "vocals", "voice", "singing"],
            _ => (string[])["no vocals", "no vocal", "no voice"],
        },
    ];

    /// <summary>Plays some seconds of it.</summary>
    public float[] Play(int samples, SeededRandom song, SeededRandom take)
    {
        var melody = _style.Melody is null ? null : new Player(_style.Melody, Rate, song);
        var chords = _style.Chords is null ? null : new Player(_style.Chords, Rate, song);
        var bass = _style.Bass is null ? null : new Player(_style.Bass, Rate, song);
        var singer = _style.Voice == Singing.Nobody ? null : new Singer(_style.Voice, Rate, song);
        var drums = new DrumKit(Rate, song);
        double drumLevel = song.Between(0.4, 0.9), melodyLevel = song.Between(0.4, 0.8), chordLevel = song.Between(0.15, 0.35), voiceLevel = song.Between(1, 2.5);
        float[] output = new float[samples], backing = new float[samples];
        var eighthSeconds = 30 / _tempo;
        var (degree, noteLeft) = (take.Whole(0, 7), 0);
        for (var eighth = 0; (int)(eighth * eighthSeconds * Rate) < samples; eighth++)
        {
            var start = (int)(eighth * eighthSeconds * Rate);
            var chord = _progression[eighth / EighthsOfBar % _progression.Length];
            var beat = eighth % EighthsOfBar;
            drums.Play(output.AsSpan(start), _style.Beat, beat, drumLevel, take);
            if (beat % 2 == 0) bass?.Play(output.AsSpan(start), Hz(chord) / 2, 2 * eighthSeconds, 0.5, take);
            if (chords is not null && _style.Arpeggio) chords.Play(backing.AsSpan(start), Hz(chord + 2 * (eighth % 4)), 2 * eighthSeconds, 2 * chordLevel, take);
            else if (beat == 0)
                for (var note = 0; note < 3; note++) chords?.Play(backing.AsSpan(start), Hz(chord + 2 * note), EighthsOfBar * eighthSeconds, chordLevel, take);

            if (noteLeft-- > 0) continue;
            noteLeft = take.Whole(0, 3);
            degree = Math.Clamp(degree + take.Whole(-2, 2), 0, 9);
            var seconds = (noteLeft + 1) * eighthSeconds;
            if (take.Chance(0.15)) continue;
            melody?.Play(output.AsSpan(start), 2 * Hz(degree), seconds, melodyLevel, take);
            singer?.Sing(output.AsSpan(start), Hz(degree + 7 * singer.Octave), 1.2 * seconds, voiceLevel, take);
        }
        AddBacking(output, backing, _style.Drive);
        return output;
    }

    /// <summary>Pitch of a degree of the scale, which may lie octaves above or below.</summary>
    private double Hz(int degree)
    {
        var octave = (int)Math.Floor((double)degree / _style.Scale.Count);
        return 440 * PortableMath.Exp2((_root + 12 * octave + _style.Scale[degree - octave * _style.Scale.Count] - 69) / 12.0);
    }

    private static void AddBacking(Span<float> output, ReadOnlySpan<float> backing, double drive)
    {
        for (var i = 0; i < output.Length; i++)
        {
            var x = drive > 0 ? drive * backing[i] / (1 + Math.Abs(drive * backing[i])) : backing[i];
            output[i] += (float)x;
        }
    }
}
