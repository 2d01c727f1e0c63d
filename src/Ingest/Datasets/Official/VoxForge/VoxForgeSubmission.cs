using System.Globalization;

namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>What one person sent in at one time: a folder "speaker-date-code" of recordings, "ralfherzog-20070828-de10".</summary>
internal sealed class VoxForgeSubmission(string language, string name)
{
    private const string DateFormat = "yyyyMMdd";

    public string Language { get; } = language;

    public string Name { get; } = name;

    public string Speaker { get; } = SpeakerOf(name);

    public List<string> Wav { get; } = [];

    public List<string> Flac { get; } = [];

    /// <summary>The recordings; those in FLAC only where there are none in WAV, since they would be the same.</summary>
    public List<string> Recordings => Wav.Count > 0 ? Wav : Flac;

    /// <summary>Everything before the first hyphen; all who gave no name are the one speaker "anonymous".</summary>
    public static string SpeakerOf(string name) => name.Split('-', 2)[0];

    /// <summary>Whether the name holds a date that is not before the given one.</summary>
    public bool IsFrom(DateOnly day) =>
        Name.Split('-').Skip(1).Any(part =>
            DateOnly.TryParseExact(part, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date >= day);
}
