namespace Hares.Pipeline.Graph;

/// <summary>
/// Gathers windows of equal length for the same encoder into batches as large as its devices take them. A clip of another dataset closes the open
/// batches first, so that the last clips of a dataset do not wait for the end of the run.
/// </summary>
/// <param name="windowsAtOnce">How many windows of so many frames an encoder takes; it may change from batch to batch.</param>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class WindowBatcher(Func<EncoderRun, int, int> windowsAtOnce)
{
    private readonly Dictionary<(EncoderRun Encoder, int Frames), List<WindowSlot>> _open = [];
    private string? _dataset;

    /// <summary>Takes in a clip and gives the batches that are now due.</summary>
    public IEnumerable<WindowBatch> Add(ClipFeatures clip)
    {
        var dataset = clip.Job.Sets[0].Dataset.Name;
        if (_dataset != dataset)
        {
            foreach (var batch in Flush()) yield return batch;
            _dataset = dataset;
        }
        for (var set = 0; set < clip.Windows.Count; set++)
        {
            var key = (clip.Job.Sets[set].Encoder, clip.Windows[set].Frames);
            for (var window = 0; window < clip.Windows[set].Values.Count; window++)
            {
                if (!_open.TryGetValue(key, out var slots)) _open.Add(key, slots = []);
                slots.Add(new WindowSlot(clip, set, window));
                if (slots.Count < windowsAtOnce(key.Encoder, key.Frames)) continue;
                _open.Remove(key);
                yield return new WindowBatch(key.Encoder, key.Frames, slots);
            }
        }
    }

    /// <summary>The batches still open, as short as they are.</summary>
    public IReadOnlyList<WindowBatch> Flush()
    {
        var batches = _open.Select(entry => new WindowBatch(entry.Key.Encoder, entry.Key.Frames, entry.Value)).ToList();
        _open.Clear();
        return batches;
    }
}
