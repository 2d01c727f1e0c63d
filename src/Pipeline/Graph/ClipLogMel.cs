using System.Collections.Concurrent;
using Hares.Features;
using Hares.Ingest.Clips;

namespace Hares.Pipeline.Graph;

/// <summary>Cuts a clip into the windows of its plans and computes their log-mel, once for all encoders that share front end and plan. Thread-safe.</summary>
internal sealed class ClipLogMel
{
    private readonly ConcurrentDictionary<LogMelOptions, LogMel> _logMels = new();

    public ClipFeatures Compute(DecodedClip clip)
    {
        if (clip.Skipped is not null) return new ClipFeatures(clip.Job, clip.Source, [], 0, clip.Skipped);

        var shared = new Dictionary<(LogMelOptions, WindowPlan), LogMelWindows>();
        var windows = new List<LogMelWindows>();
        foreach (var set in clip.Job.Sets)
        {
            var (options, plan) = (set.Encoder.FrontEnd.LogMel, set.Plan);
            if (!shared.TryGetValue((options, plan), out var found))
                shared.Add((options, plan), found = Windows(clip.Samples[options.SampleRateHz], options, plan));
            windows.Add(found);
        }
        return new ClipFeatures(clip.Job, clip.Source, windows, clip.Seconds, null);
    }

    private LogMelWindows Windows(float[] samples, LogMelOptions options, WindowPlan plan)
    {
        var logMel = _logMels.GetOrAdd(options, wanted => new LogMel(wanted));
        var windows = plan.Windows(samples.Length, options.SampleRateHz);
        var (length, frames) = (windows[0].LengthSamples, logMel.Frames(windows[0].LengthSamples));
        var values = new float[windows.Count][];
        foreach (var window in windows)
        {
            values[window.Index] = new float[frames * options.Bands];
            logMel.Compute(Stretch(samples, window), values[window.Index]);
        }
        var starts = windows.Select(window => window.StartSample / (float)options.SampleRateHz).ToList();
        return new LogMelWindows(values, frames, starts, length / (float)options.SampleRateHz);
    }

    /// <summary>The window's samples, zeros standing in for what lies past the clip's end.</summary>
    private static ReadOnlySpan<float> Stretch(float[] samples, Window window)
    {
        if (window.StartSample + window.LengthSamples <= samples.Length) return samples.AsSpan(window.StartSample, window.LengthSamples);
        var padded = new float[window.LengthSamples];
        samples.AsSpan(window.StartSample).CopyTo(padded);
        return padded;
    }
}
