using Hares.Ingest.Synthesis.Notes;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>A kind of music: who plays, how fast, and what listeners call it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tags">What listeners call it, apart from tempo, drums and voices.</param>
internal sealed record Style(string Name, params IReadOnlyList<string> Tags)
{
    private static readonly int[] Major = [0, 2, 4, 5, 7, 9, 11], Minor = [0, 2, 3, 5, 7, 8, 10], Bhairav = [0, 1, 4, 5, 7, 8, 11];

    public Instrument? Melody { get; init; }

    public Instrument? Chords { get; init; }

    public Instrument? Bass { get; init; }

    public Singing Voice { get; init; }

    public Beat Beat { get; init; }

    /// <summary>Beats a minute.</summary>
    public required (double Min, double Max) Tempo { get; init; }

    /// <summary>Whether chords are played note by note.</summary>
    public bool Arpeggio { get; init; }

    /// <summary>How hard the chords are distorted; 0 is not at all.</summary>
    public double Drive { get; init; }

    /// <summary>Semitones of the scale above its root.</summary>
    public IReadOnlyList<int> Scale { get; init; } = Major;

    public static IReadOnlyList<Style> All { get; } =
    [
        new("techno", "techno", "electronic", "synth", "dance")
        {
            Melody = Band.Lead, Bass = Band.Bass, Beat = Beat.Four, Tempo = (122, 145), Scale = Minor
        },
        new("pop", "pop", "guitar") { Chords = Band.Guitar, Bass = Band.Bass, Voice = Singing.AWoman, Beat = Beat.Back, Tempo = (92, 120) },
        new("rock", "rock", "guitar", "loud")
        {
            Chords = Band.Distorted, Drive = 4, Bass = Band.Bass, Voice = Singing.AMan, Beat = Beat.Back, Tempo = (112, 150)
        },
        new("metal", "metal", "rock", "loud", "guitar")
        {
            Chords = Band.Distorted, Drive = 12, Bass = Band.Bass, Beat = Beat.Double, Tempo = (140, 180), Scale = Minor
        },
        new("ambient", "ambient", "new age", "synth", "soft", "quiet", "electronic") { Chords = Band.Pad, Tempo = (50, 70) },
        new("guitar", "guitar", "classical", "solo", "soft", "classic")
        {
            Melody = Band.Guitar, Chords = Band.Guitar, Arpeggio = true, Tempo = (60, 100), Scale = Minor
        },
        new("piano", "piano", "classical", "solo", "classic") { Melody = Band.Piano, Chords = Band.Piano, Arpeggio = true, Tempo = (60, 110) },
        new("violin", "violin", "strings", "classical") { Melody = Band.Violin, Chords = Band.Violin, Tempo = (70, 130) },
        new("cello", "cello", "strings", "classical", "solo") { Melody = Band.Cello, Tempo = (50, 75), Scale = Minor },
        new("opera", "opera", "classical", "strings") { Chords = Band.Violin, Voice = Singing.AWoman, Tempo = (55, 90) },
        new("choir", "choir", "choral", "classical") { Voice = Singing.AChoir, Tempo = (50, 75) },
        new("harpsichord", "harpsichord", "classical", "classic")
        {
            Melody = Band.Harpsichord, Chords = Band.Harpsichord, Arpeggio = true, Tempo = (100, 150)
        },
        new("raga", "indian", "sitar", "weird") { Melody = Band.Sitar, Bass = Band.Sitar, Beat = Beat.Hands, Tempo = (70, 130), Scale = Bhairav },
        new("pastoral", "flute", "harp", "new age", "soft") { Melody = Band.Flute, Chords = Band.Harp, Arpeggio = true, Tempo = (60, 95) },
        new("country", "country", "guitar")
        {
            Melody = Band.Guitar, Chords = Band.Guitar, Bass = Band.Bass, Voice = Singing.AMan, Beat = Beat.Back, Tempo = (95, 130)
        },
        new("electronica", "electronic", "synth", "weird", "dance")
        {
            Melody = Band.Lead, Chords = Band.Pad, Beat = Beat.Back, Tempo = (80, 120), Scale = Bhairav
        },
    ];
}
