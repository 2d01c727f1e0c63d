using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>A song of one style: its key, tempo, chords and instruments. Clips of it differ in what is played.</summary>
internal sealed class Song
{
    private const int Rate = MagnaTagATuneCorpus.SampleRateHz;
    private const int EighthsOfBar = 8;
    private const double Slow = 78, Fast = 122;
    private const double Rest = 0.15;

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

    private double EighthSeconds => 30 / _tempo;

    /// <summary>Plays some seconds of it.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="song">The instruments: the same for all clips of the song.</param>
    /// <param name="take">What is played on them.</param>
    public float[] Play(int samples, SeededRandom song, SeededRandom take)
    {
        float[] output = new float[samples], chords = new float[samples];
        PlayRhythm(output, song, take);
        PlayChords(chords, song, take);
        for (var i = 0; i < samples; i++) output[i] += Distort(chords[i]);
        PlayMelody(output, song, take);
        return output;
    }

    private void PlayRhythm(float[] output, SeededRandom song, SeededRandom take)
    {
        var (drums, level) = (new DrumKit(Rate, song), song.Between(0.4, 0.9));
        var bass = _style.Bass is null ? null : new Player(_style.Bass, Rate, song);
        foreach (var (eighth, start) in Eighths(output.Length))
        {
            drums.Play(output.AsSpan(start), _style.Beat, eighth % EighthsOfBar, level, take);
            if (eighth % 2 == 0) bass?.Play(output.AsSpan(start), Hz(Chord(eighth)) / 2, 2 * EighthSeconds, 0.5, take);
        }
    }

    private void PlayChords(float[] output, SeededRandom song, SeededRandom take)
    {
        if (_style.Chords is null) return;
        var (player, level) = (new Player(_style.Chords, Rate, song), song.Between(0.15, 0.35));
        foreach (var (eighth, start) in Eighths(output.Length))
        {
            if (_style.Arpeggio) player.Play(output.AsSpan(start), Hz(Chord(eighth) + 2 * (eighth % 4)), 2 * EighthSeconds, 2 * level, take);
            else if (eighth % EighthsOfBar == 0)
                for (var note = 0; note < 3; note++)
                    player.Play(output.AsSpan(start), Hz(Chord(eighth) + 2 * note), EighthsOfBar * EighthSeconds, level, take);
        }
    }

    /// <summary>Steps up and down the scale, with rests, played or sung or both.</summary>
    private void PlayMelody(float[] output, SeededRandom song, SeededRandom take)
    {
        var player = _style.Melody is null ? null : new Player(_style.Melody, Rate, song);
        var singer = _style.Voice == Singing.Nobody ? null : new Singer(_style.Voice, Rate, song);
        double playerLevel = song.Between(0.4, 0.8), singerLevel = song.Between(1, 2.5);
        var (degree, held) = (take.Whole(0, 7), 0);
        foreach (var (_, start) in Eighths(output.Length))
        {
            if (held-- > 0) continue;
            held = take.Whole(0, 3);
            degree = Math.Clamp(degree + take.Whole(-2, 2), 0, 9);
            if (take.Chance(Rest)) continue;
            var seconds = (held + 1) * EighthSeconds;
            player?.Play(output.AsSpan(start), 2 * Hz(degree), seconds, playerLevel, take);
            singer?.Sing(output.AsSpan(start), Hz(degree + _style.Scale.Count * singer.Octave), 1.2 * seconds, singerLevel, take);
        }
    }

    private IEnumerable<(int Eighth, int Start)> Eighths(int samples)
    {
        for (var eighth = 0; (int)(eighth * EighthSeconds * Rate) < samples; eighth++) yield return (eighth, (int)(eighth * EighthSeconds * Rate));
    }

    private int Chord(int eighth) => _progression[eighth / EighthsOfBar % _progression.Length];

    private float Distort(float sample) => _style.Drive == 0 ? sample : (float)(_style.Drive * sample / (1 + Math.Abs(_style.Drive * sample)));

    /// <summary>Pitch of a degree of the scale, which may lie octaves above or below.</summary>
    private double Hz(int degree)
    {
        var octave = (int)Math.Floor((double)degree / _style.Scale.Count);
        return 440 * PortableMath.Exp2((_root + 12 * octave + _style.Scale[degree - octave * _style.Scale.Count] - 69) / 12.0);
    }
}
