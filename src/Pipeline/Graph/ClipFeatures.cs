using SourceStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>A clip's windows as its encoders take them, for each of its sets (sets that share input and plan share the arrays).</summary>
/// <remarks>A class, not a record: a clip in flight is itself, and comparing two would compare their samples.</remarks>
internal sealed class ClipFeatures(ClipJob job, IReadOnlyList<SourceStamp> sources, IReadOnlyList<InputWindows> windows, double seconds)
{
    /// <summary>The clip and those of its sets that it has windows for.</summary>
    public ClipJob Job => job;

    /// <summary>The audio files as they were before decoding; element i belongs to <c>Job.Sets[i]</c>.</summary>
    public IReadOnlyList<SourceStamp> Sources => sources;

    /// <summary>Element i belongs to <c>Job.Sets[i]</c>.</summary>
    public IReadOnlyList<InputWindows> Windows => windows;

    /// <summary>Length of the clip's audio.</summary>
    public double Seconds => seconds;

    /// <summary>The sets that there are no windows for: of a clip without audio all of them, else those that are mixed with such a clip.</summary>
    public IReadOnlyList<SkippedClip> Skipped { get; init; } = [];
}
