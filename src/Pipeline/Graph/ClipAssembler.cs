using System.Numerics.Tensors;
using Hares.Embed;
using Hares.Embed.Cache;
using Hares.Ingest.Audio;

namespace Hares.Pipeline.Graph;

/// <summary>Puts a clip's windows together again after batching: a clip goes to the cache whole or not at all.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class ClipAssembler
{
    private readonly Dictionary<(ClipFeatures Clip, int SetIndex), Parts> _open = [];

    /// <summary>Takes in a batch and gives the clips it completes.</summary>
    public IEnumerable<AssembledClip> Add(EmbeddedBatch batch)
    {
        for (var i = 0; i < batch.Embeddings.Count; i++)
        {
            var slot = batch.Batch.Slots[i];
            var key = (slot.Clip, slot.SetIndex);
            if (!_open.TryGetValue(key, out var parts)) _open.Add(key, parts = new Parts(slot.Clip.Windows[slot.SetIndex].Values.Count));
            parts.Embeddings[slot.Window] = batch.Embeddings[i];
            if (--parts.Missing > 0) continue;
            _open.Remove(key);
            yield return Complete(slot, parts.Embeddings);
        }
    }

    private static AssembledClip Complete(WindowSlot slot, EmbeddedWindow[] embeddings)
    {
        var (clip, windows) = (slot.Clip, slot.Clip.Windows[slot.SetIndex]);
        var loud = Enumerable.Range(0, embeddings.Length).FirstOrDefault(window => !TensorPrimitives.IsFiniteAll<float>(windows.Values[window]), -1);
        if (loud >= 0)
        {
            var why = $"'{clip.Job.Clip.Path}' is so loud that window {loud} overflows on its way to encoder {slot.Set.Encoder.Name}; " +
                "scale it to full scale 1.";
            return new AssembledClip(slot.Set, clip, null, new Skipped(SkipReason.NotFinite, why));
        }
        if (Array.FindIndex(embeddings, embedding => embedding.Fault is not null) is var broken and >= 0)
        {
            var why = $"encoder {slot.Set.Encoder.Name} {embeddings[broken].Fault} for window {broken}; listen to the clip and check the network.";
            return new AssembledClip(slot.Set, clip, null, new Skipped(SkipReason.BadEmbedding, why));
        }
        var cached = embeddings.Select((embedding, i) => new CachedWindow(windows.StartSeconds[i], windows.LengthSeconds, embedding.Values)).ToList();
        return new AssembledClip(slot.Set, clip, new CachedClip(slot.Set.Key(clip.Job.Index), clip.Sources[slot.SetIndex], cached), null);
    }

    private sealed class Parts(int windows)
    {
        public EmbeddedWindow[] Embeddings { get; } = new EmbeddedWindow[windows];

        public int Missing { get; set; } = windows;
    }
}
