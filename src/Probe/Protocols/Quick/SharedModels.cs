namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// The models that two folds have in common. Fold i leaves out fold j to choose a strength, and fold j leaves out fold i: both train on the clips of
/// neither. A model is kept until it was used twice. Thread-safe.
/// </summary>
internal sealed class SharedModels
{
    private readonly Lock _gate = new();
    private readonly List<(int[] Clips, ProbeModel[][] Models)> _kept = [];

    /// <summary>The models of these training clips, by slot and strength; trained when they were not yet.</summary>
    public ProbeModel[][] Of(int[] clips, Func<ProbeModel[][]> train)
    {
        if (Take(clips) is { } kept) return kept;
        var models = train();
        lock (_gate) _kept.Add((clips, models));
        return models;
    }

    private ProbeModel[][]? Take(int[] clips)
    {
        lock (_gate)
        {
            var place = _kept.FindIndex(kept => kept.Clips.AsSpan().SequenceEqual(clips));
            if (place < 0) return null;
            var models = _kept[place].Models;
            _kept.RemoveAt(place);
            return models;
        }
    }
}
