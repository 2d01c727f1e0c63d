using System.Globalization;

namespace Hares.Ingest.Synthesis.AudioSet;

/// <summary>A stretch of a video with what is heard in it.</summary>
/// <param name="List">The list it stands in, as in "eval_segments".</param>
/// <param name="Video">Eleven characters.</param>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="Sounds">The classes that sound, as places among all.</param>
internal sealed record Segment(string List, string Video, int StartSeconds, IReadOnlyList<int> Sounds)
{
    /// <summary>The classes it is labelled with: those that sound and those above them, in the order of all.</summary>
    public IReadOnlyList<SoundClass> Labels =>
        [.. SoundClass.All.Where((label, place) => Sounds.Contains(place) || Sounds.Any(sound => SoundClass.All[sound].Above == label.Mid))];

    /// <summary>Its line, with a blank after each comma.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"{Video}, {StartSeconds}.000, {StartSeconds + AudioSetCorpus.ClipSeconds}.000, \"{string.Join(',', Labels.Select(label => label.Mid))}\"");
}
