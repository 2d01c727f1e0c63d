using Hares.Ingest.Clips;

namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>
/// VoxForge as a task of six languages: submissions unpacked to <c>language/submission/wav/*.wav</c>. Split by speaker as TensorFlow Datasets does
/// (see <see cref="SpeakerSplit"/>), of recordings sent in before 2020. With TensorFlow Datasets' own <c>voxforge_urls.txt</c> in the folder clips
/// and split are exactly its; without, the submissions at hand decide, by the date in their names, and such as hold FLAC only take part too.
/// </summary>
internal static class VoxForgeLayout
{
    private const int PublishedClips = 176_428;

    private static readonly DateOnly FirstDayLeftOut = new(2020, 1, 1);

    public static IReadOnlyList<string> Languages { get; } = ["de", "en", "es", "fr", "it", "ru"];

    /// <summary>The number of clips is that of EVAR (github.com/nttcslab/eval-audio-repr), the WAV files of TensorFlow Datasets' list.</summary>
    public static OfficialDataset Official { get; } = new()
    {
        Name = "voxforge",
        Title = "VoxForge",
        Clips = new Dictionary<string, int>(),
        AllClips = PublishedClips,
        Classes = new Dictionary<string, int> { ["language"] = Languages.Count },
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var listed = VoxForgeUrls.Read(root);
        var audio = AudioFolder.Walk(root, "", ".wav", ".flac");
        var found = Find(audio.Files.Order(StringComparer.Ordinal));
        var submissions = found
            .Where(entry => listed?.Contains(entry.Key) ?? !entry.Value.IsFrom(FirstDayLeftOut))
            .Select(entry => entry.Value).ToList();
        var splits = SpeakerSplit.Deal(listed?.Select(SpeakerOf) ?? submissions.Select(submission => submission.Speaker));

        List<Clip> clips = [];
        List<string> partitions = [];
        var language = new LabelColumnBuilder("language");
        foreach (var submission in submissions)
        {
            foreach (var recording in (listed is null ? submission.Recordings : submission.Wav).Where(recording => audio.Claim(recording)))
            {
                clips.Add(new Clip(recording, Path.Join(root, recording)));
                partitions.Add(splits[submission.Speaker]);
                language.Add(submission.Language);
            }
        }
        return new Dataset
        {
            Name = name,
            Root = root,
            Clips = clips,
            Partitions = partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["language"] = language.Build() },
            Missing = Missing(root, listed, found) with { Links = audio.Links },
            Extra = audio.Extra,
        };
    }

    /// <summary>Sorts files into their submissions, in the order given; what does not lie as the layout has it is left out.</summary>
    private static Dictionary<string, VoxForgeSubmission> Find(IEnumerable<string> files)
    {
        var found = new Dictionary<string, VoxForgeSubmission>();
        var keys = found.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var file in files)
        {
            var language = file.IndexOf('/');
            var submission = language < 0 ? -1 : file.IndexOf('/', language + 1);
            var format = submission < 0 ? -1 : file.IndexOf('/', submission + 1);
            if (format < 0 || format != file.LastIndexOf('/') || !Languages.Contains(file[..language])) continue;

            if (!keys.TryGetValue(file.AsSpan(0, submission), out var entry))
                found.Add(file[..submission], entry = new VoxForgeSubmission(file[..language], file[(language + 1)..submission]));
            if (file.AsSpan()[(submission + 1)..format] is "wav") entry.Wav.Add(file);
            else if (file.AsSpan()[(submission + 1)..format] is "flac") entry.Flac.Add(file);
        }
        return found;
    }

    private static string SpeakerOf(string listed) => VoxForgeSubmission.SpeakerOf(listed[(listed.IndexOf('/') + 1)..]);

    /// <summary>Submissions that are listed and whose folder is not there; one without recordings is there all the same.</summary>
    private static ClipTally Missing(string root, HashSet<string>? listed, Dictionary<string, VoxForgeSubmission> found)
    {
        if (listed is null) return ClipTally.None;
        var missing = listed.Where(submission => !found.ContainsKey(submission) && !Directory.Exists(Path.Join(root, submission)))
            .Order(StringComparer.Ordinal).ToList();
        return new ClipTally(missing.Count, [.. missing.Take(ClipTally.Kept)]);
    }
}
