using System.Collections;
using Hares.Embed.Cache;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;

namespace Hares.Pipeline.Graph;

/// <summary>
/// One encoder over one dataset under one window plan: a folder of the cache, what is in it, and what this run adds.
/// Filled by the planner, then changed by the writing stage only; disposed by the plan.
/// </summary>
internal sealed class EmbeddingSet(EncoderRun encoder, Dataset dataset, WindowPlan plan, EmbeddingStore store) : IDisposable
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BitArray _toDo = new(dataset.Clips.Count);
    private readonly int[] _windows = new int[dataset.Clips.Count];

    public EncoderRun Encoder => encoder;

    public Dataset Dataset => dataset;

    public WindowPlan Plan => plan;

    public EmbeddingStore Store => store;

    /// <summary>Clips found in the cache and still valid.</summary>
    public int Reused { get; private set; }

    /// <summary>Clips to embed in this run.</summary>
    public int Planned { get; private set; }

    /// <summary>Planned clips written or skipped so far.</summary>
    public int Settled { get; private set; }

    /// <summary>Planned clips skipped so far.</summary>
    public int Skipped { get; private set; }

    /// <summary>Ends when every planned clip is written or skipped.</summary>
    public Task Complete => _complete.Task;

    /// <summary>Whether this run embeds the clip at this place in the dataset.</summary>
    public bool IsToDo(int clip) => _toDo[clip];

    /// <summary>Windows of the clip that are in the cache; 0 for one that is not.</summary>
    public int Windows(int clip) => _windows[clip];

    public void Reuse(int clip, int windows)
    {
        _windows[clip] = windows;
        Reused++;
    }

    public void Schedule(int clip)
    {
        _toDo[clip] = true;
        Planned++;
    }

    /// <summary>One more planned clip is settled, with this many windows or none; true for the last.</summary>
    public bool Settle(int clip, int windows)
    {
        _windows[clip] = windows;
        if (windows == 0) Skipped++;
        return ++Settled == Planned;
    }

    /// <summary>All that can be embedded is on disk.</summary>
    public void MarkComplete() => _complete.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
