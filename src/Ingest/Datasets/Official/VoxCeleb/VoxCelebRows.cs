using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.VoxCeleb;

/// <summary>Turns the lines of iden_split.txt into clips, and tells the list's faults what is wrong with them.</summary>
internal sealed class VoxCelebRows(string root, TextLines list, AudioFolder audio)
{
    private const int SpeakerLength = 7;

    private readonly Dictionary<string, int> _lines = [];

    public List<Clip> Clips { get; } = [];

    public List<string> Splits { get; } = [];

    public LabelColumnBuilder Speakers { get; } = new("speaker");

    public bool IsEmpty => _lines.Count == 0 && !list.Faults.Any;

    /// <summary>Adds the list's current line.</summary>
    public void Add()
    {
        var line = list.Text.Trim();
        if (line.IndexOf(' ') is not (> 0 and var blank) || Split(line[..blank]) is not { } split)
        {
            list.Faults.Add(list.Line, $"has \"{line}\"; it must begin with 1, 2 or 3, as in \"3 id10003/na8-QEFmj44/00003.wav\".");
            return;
        }

        var path = string.Concat("wav/", line[(blank + 1)..].TrimStart());
        if (ClipPath.Fault(path) is { } fault) list.Faults.Add(list.Line, fault);
        else if (!IsRecording(path.AsSpan("wav/".Length)))
            list.Faults.Add(
                list.Line,
                $"has the file \"{path["wav/".Length..]}\"; it must be speaker/video/number.wav, as in \"id10003/na8-QEFmj44/00003.wav\".");
        else if (!_lines.TryAdd(path, list.Line)) list.Faults.Add(list.Line, $"repeats the file \"{path["wav/".Length..]}\" of line {_lines[path]}.");
        else if (audio.Claim(path)) Add(path, split);
    }

    private void Add(string path, string split)
    {
        Clips.Add(new Clip(path, Path.Join(root, path)));
        Splits.Add(split);
        Speakers.Add(path.AsSpan("wav/".Length, SpeakerLength));
    }

    private static string? Split(ReadOnlySpan<char> number) => number switch
    {
        "1" => "train",
        "2" => "valid",
        "3" => "test",
        _ => null,
    };

    private static bool IsRecording(ReadOnlySpan<char> path) =>
        path.Length > SpeakerLength && path.StartsWith("id") && !path[2..SpeakerLength].ContainsAnyExceptInRange('0', '9')
        && path[SpeakerLength] == '/' && path.Count('/') == 2 && path.EndsWith(".wav");
}
