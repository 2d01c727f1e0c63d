using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Pipeline.Graph;

namespace Hares.Pipeline.Report;

/// <summary>What a run has done so far. Written by the writing stage, read by anyone.</summary>
internal sealed class RunCounters
{
    private readonly Lock _gate = new();
    private readonly List<Failure> _failures = [];
    private long _embedded;
    private double _audioSeconds;

    /// <summary>Clips embedded, once for every set.</summary>
    public long EmbeddedClips => Interlocked.Read(ref _embedded);

    /// <summary>Audio embedded, counted once for every set.</summary>
    public double AudioSeconds
    {
        get
        {
            lock (_gate) return _audioSeconds;
        }
    }

    /// <summary>Time from the first clip decoded to the last part written. Set once, by the run, when all is embedded.</summary>
    public double EmbedSeconds { get; set; }

    /// <summary>Clips skipped, in the order of the run.</summary>
    public IReadOnlyList<Failure> Failures
    {
        get
        {
            lock (_gate) return [.. _failures];
        }
    }

    public int SkippedClips
    {
        get
        {
            lock (_gate) return _failures.Count;
        }
    }

    public void Embedded(double seconds)
    {
        lock (_gate)
        {
            _embedded++;
            _audioSeconds += seconds;
        }
    }

    public void Skipped(EmbeddingSet set, Clip clip, Skipped why)
    {
        lock (_gate) _failures.Add(new Failure(set.Encoder.Name, set.Dataset.Name, clip.Id, why.Reason, why.Detail));
    }
}
