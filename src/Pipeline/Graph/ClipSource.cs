using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hares.Embed.Cache;
using Hares.Ingest.Clips;

namespace Hares.Pipeline.Graph;

/// <summary>
/// The file behind a clip as the cache remembers it. Of a stretch whose id does not name it, as one's own ids do not, other numbers when the stretch
/// moves within its file.
/// </summary>
internal static class ClipSource
{
    private const long Low = (1L << 56) - 1; // stays below 2^60 as times do: see MixedSource

    public static SourceStamp Of(Clip clip, SourceStamp file)
    {
        if (clip is { StartSeconds: 0, DurationSeconds: null } || IsNamed(clip)) return file;
        Span<double> stretch = [clip.StartSeconds, clip.DurationSeconds ?? double.PositiveInfinity];
        var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(stretch));
        return file with { Audio = file.Audio ^ hash, ModifiedTicks = file.ModifiedTicks ^ ((long)hash & Low) };
    }

    private static bool IsNamed(Clip clip) =>
        clip.Id.EndsWith(string.Create(CultureInfo.InvariantCulture, $"#{clip.StartSeconds}+{clip.DurationSeconds}"), StringComparison.Ordinal);
}
