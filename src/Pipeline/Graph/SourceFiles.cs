using System.Collections;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Serilog;
using CachedStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>
/// Tells whether a dataset's files are still those that were embedded. Each clip's file is looked at once, however many encoders, plans and
/// views ask; clips of one file that follow each other share the look.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class SourceFiles(Dataset dataset, ILogger log)
{
    private readonly BitArray _seen = new(dataset.Clips.Count);
    private readonly SourceStamp?[] _stamps = new SourceStamp?[dataset.Clips.Count];
    private readonly Dictionary<int, UInt128?> _hashes = []; // of the few files whose stamp differs
    private (string? Path, SourceStamp? Stamp) _lastSeen;
    private (string? Path, UInt128? Hash) _lastHashed;

    /// <summary>Whether the clip's file has the same size and time, or else the same content.</summary>
    /// <param name="place">The clip's place in its dataset.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="cached">The file when it was embedded.</param>
    public bool IsSame(int place, Clip clip, CachedStamp cached) => IsSame(clip, cached, withContent => Now(place, clip, withContent));

    /// <summary>The same of the two files behind a mixed view.</summary>
    /// <param name="place">The clip's place in its dataset.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="partnerPlace">The place of the clip it is mixed with.</param>
    /// <param name="partner">That clip.</param>
    /// <param name="cached">Both files when the view was embedded.</param>
    public bool IsSame(int place, Clip clip, int partnerPlace, Clip partner, CachedStamp cached) => IsSame(clip, cached, withContent =>
        Now(place, clip, withContent) is { } own && Now(partnerPlace, partner, withContent) is { } other ? MixedSource.Of(own, other) : null);

    private bool IsSame(Clip clip, CachedStamp cached, Func<bool, CachedStamp?> look)
    {
        if (look(false) is not { } now) return false;
        if (now.SizeBytes == cached.SizeBytes && now.ModifiedTicks == cached.ModifiedTicks) return true;
        var isSame = look(true)?.Audio == cached.Audio;
        if (isSame) log.Debug("{Clip} has another size or time than when it was embedded; its content is the same", clip.Id);
        else log.Information("{Clip} is computed again: its content changed since it was embedded", clip.Id);
        return isSame;
    }

    /// <summary>The clip's file as it is, its hash only where asked for; null for none.</summary>
    private CachedStamp? Now(int place, Clip clip, bool withContent)
    {
        if (Stamp(place, clip.Path) is not { } stamp) return null;
        if ((withContent ? Hash(place, clip.Path) : 0) is not { } hash) return null;
        return ClipSource.Of(clip, new CachedStamp(hash, stamp.SizeBytes, stamp.ModifiedUtcTicks));
    }

    private SourceStamp? Stamp(int place, string path)
    {
        if (_seen[place]) return _stamps[place];
        if (path != _lastSeen.Path) _lastSeen = (path, AudioFile.Stamp(path));
        _seen[place] = true;
        return _stamps[place] = _lastSeen.Stamp;
    }

    private UInt128? Hash(int place, string path)
    {
        if (_hashes.TryGetValue(place, out var hash)) return hash;
        if (path != _lastHashed.Path) _lastHashed = (path, AudioFile.Hash(path));
        return _hashes[place] = _lastHashed.Hash;
    }
}
