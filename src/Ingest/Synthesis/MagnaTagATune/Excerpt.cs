using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>One clip: some seconds of a song.</summary>
internal sealed class Excerpt
{
    private const string Folders = "0123456789abcdef";
    private const int StylesApart = 5;
    private const int SongSeconds = 180;
    private const int Kilobits = 32;

    /// <summary>How likely listeners are to say what they hear.</summary>
    private const double Said = 0.75;

    private readonly ulong _seed;
    private readonly string _name;
    private readonly int _id, _track, _start;
    private readonly Style _style;
    private readonly Song _song;
    private readonly IReadOnlySet<string> _tags;

    public Excerpt(ulong seed, int id, char folder, int number)
    {
        (_seed, _id, _track) = (seed, id, number + 1);
        _name = $"magnatagatune/{folder}/{number.ToString(CultureInfo.InvariantCulture)}";
        _style = Style.All[(Folders.IndexOf(folder) * StylesApart + number) % Style.All.Count];
        _song = new Song(_style, Random("song"));
        var random = Random("annotation");
        _start = random.Whole(0, SongSeconds / MagnaTagATuneCorpus.ClipSeconds) * MagnaTagATuneCorpus.ClipSeconds;
        _tags = _song.Tags.Where(_ => random.Chance(Said)).ToHashSet();
        Path = string.Create(CultureInfo.InvariantCulture, $"{folder}/{Artist(folder)}-{_style.Name}-{_track:D2}-song-{_start}-{End}.mp3");
    }

    /// <summary>As the tables have it.</summary>
    public string Path { get; }

    /// <summary>Cells of its row in annotations_final.csv.</summary>
    public IEnumerable<string> TagCells => [Id, .. Annotation.Tags.Select(tag => _tags.Contains(tag) ? "1" : "0"), Path];

    /// <summary>Cells of its row in clip_info_final.csv.</summary>
    public IEnumerable<string> InfoCells =>
    [
        Id, _track.ToString(CultureInfo.InvariantCulture), "Song", Artist(Path[0]), _style.Name, "", _start.ToString(CultureInfo.InvariantCulture),
        End.ToString(CultureInfo.InvariantCulture), "", Path,
    ];

    private string Id => _id.ToString(CultureInfo.InvariantCulture);

    private int End => _start + MagnaTagATuneCorpus.ClipSeconds;

    /// <summary>The bytes of its file.</summary>
    public byte[] Render()
    {
        var random = Random("recording");
        var samples = _song.Play(MagnaTagATuneCorpus.ClipSeconds * MagnaTagATuneCorpus.SampleRateHz, Random("instruments"), random);
        Recorder.Draw(random).Filter(samples, MagnaTagATuneCorpus.SampleRateHz);
        Level.Normalize(samples, PortableMath.Decibels(random.Between(-12, -1)));
        return SoundEncoder.EncodeMp3(samples, Kilobits);
    }

    private static string Artist(char folder) => $"the_synthetics_{folder}";

    private SeededRandom Random(string use) => new(_seed, $"{_name}/{use}");
}
