using System.Collections;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets;

/// <summary>The clips of a dataset, each some 20 bytes beside its path; a <see cref="Clip"/> is made when it is asked for.</summary>
internal sealed class ClipList(string root) : IReadOnlyList<Clip>
{
    private readonly TextSet _ids = new();
    private readonly TextSet _paths = new();       // empty while every id is its clip's path
    private readonly List<int> _clipPaths = [];      // likewise
    private readonly List<(double Start, double? Duration)> _stretches = []; // empty while every clip is a whole file

    public int Count => _ids.Count;

    public Clip this[int index]
    {
        get
        {
            var id = _ids[index];
            var path = Path.Join(root, _clipPaths.Count == 0 ? id : _paths[_clipPaths[index]]);
            return _stretches.Count == 0 ? new Clip(id, path) : new Clip(id, path, _stretches[index].Start, _stretches[index].Duration);
        }
    }

    /// <summary>Adds a whole file, whose path is its id.</summary>
    /// <param name="path">Relative to the root, with forward slashes.</param>
    /// <returns>Whether the id is new; otherwise nothing is added.</returns>
    public bool TryAdd(ReadOnlySpan<char> path) => TryAdd(path, path, 0, null, out _);

    /// <summary>Adds a clip.</summary>
    /// <param name="id">The clip's id.</param>
    /// <param name="path">Relative to the root, with forward slashes.</param>
    /// <param name="startSeconds">As in <see cref="Clip"/>.</param>
    /// <param name="durationSeconds">As in <see cref="Clip"/>.</param>
    /// <param name="place">Where the id is, now or already.</param>
    /// <returns>Whether the id is new; otherwise nothing is added.</returns>
    public bool TryAdd(ReadOnlySpan<char> id, ReadOnlySpan<char> path, double startSeconds, double? durationSeconds, out int place)
    {
        if (!_ids.TryAdd(id, out place)) return false;
        if (_clipPaths.Count > 0 || !id.SequenceEqual(path)) AddPath(path);
        if (_stretches.Count > 0 || startSeconds != 0 || durationSeconds is not null) AddStretch(startSeconds, durationSeconds);
        return true;
    }

    public IEnumerator<Clip> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AddPath(ReadOnlySpan<char> path)
    {
        while (_clipPaths.Count < Count - 1) _clipPaths.Add(PathPlace(_ids[_clipPaths.Count]));
        _clipPaths.Add(PathPlace(path));
    }

    private int PathPlace(ReadOnlySpan<char> path)
    {
        _paths.TryAdd(path, out var place);
        return place;
    }

    private void AddStretch(double startSeconds, double? durationSeconds)
    {
        while (_stretches.Count < Count - 1) _stretches.Add((0, null));
        _stretches.Add((startSeconds, durationSeconds));
    }
}
