using Hares.Ingest.Audio;
using SourceStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>A clip's windows as its encoders take them, for each of its sets (sets that share input and plan share the arrays), or why there are none.</summary>
/// <remarks>A class, not a record: a clip in flight is itself, and comparing two would compare their samples.</remarks>
internal sealed class ClipFeatures(ClipJob job, SourceStamp source, IReadOnlyList<InputWindows> windows, double seconds, Skipped? skipped)
{
    public ClipJob Job => job;

    /// <summary>The audio file as it was before decoding.</summary>
    public SourceStamp Source => source;

    /// <summary>Element i belongs to <c>Job.Sets[i]</c>; empty when skipped.</summary>
    public IReadOnlyList<InputWindows> Windows => windows;

    /// <summary>Length of the clip's audio.</summary>
    public double Seconds => seconds;

    /// <summary>Why there is no audio, or null.</summary>
    public Skipped? Skipped => skipped;
}
