using System.Collections;
using Hares.Embed.Cache;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Graph;

/// <summary>
/// One view of a dataset's clips by one encoder under one window plan: what the cache holds of it, and what this run adds.
/// Filled by the planner, then changed by the writing stage only.
/// </summary>
internal sealed class EmbeddingSet(EncoderRun encoder, Dataset dataset, WindowPlan plan, EmbeddingStore store, int view = 0)
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BitArray _toDo = new(dataset.Clips.Count);
    private readonly int[] _windows = new int[dataset.Clips.Count];

    public EncoderRun Encoder => encoder;

    public Dataset Dataset => dataset;

    public WindowPlan Plan => plan;

    /// <summary>The folder of the cache; the augmented views share one. Disposed by the plan.</summary>
    public EmbeddingStore Store => store;

    /// <summary>0 for the clips as they are; 1 and up for augmented views.</summary>
    public int View => view;

    /// <summary>Whom the clips of this view are mixed with; null where they are not mixed.</summary>
    public MixingPartners? Partners { get; init; }

    /// <summary>The place of the clip that a clip of this view is mixed with, or null.</summary>
    public int? Partner(int clip) => Partners?.Of(clip, view).Clip;

    /// <summary>What the cache calls a clip of this set.</summary>
    public ClipKey Key(int clip) => new(dataset.Clips[clip].Id, view);

    /// <summary>Clips found in the cache and still valid.</summary>
    public int Reused { get; private set; }

    /// <summary>Clips to embed in this run.</summary>
    public int Planned { get; private set; }

    /// <summary>Planned clips written or skipped so far.</summary>
    public int Settled { get; private set; }

    /// <summary>Windows of those.</summary>
    public long SettledWindows { get; private set; }

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
        SettledWindows += windows;
        if (windows == 0) Skipped++;
        return ++Settled == Planned;
    }

    /// <summary>All that can be embedded is on disk.</summary>
    public void MarkComplete() => _complete.TrySetResult();
}
