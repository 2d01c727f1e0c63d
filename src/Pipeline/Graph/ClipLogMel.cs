using System.Collections.Concurrent;
using Hares.Features;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Pipeline.Graph;

/// <summary>
/// Cuts a clip and its augmented views into the windows of their plans and computes their log-mel, where that is what an encoder takes, once
/// for all encoders that share input and plan. Thread-safe.
/// </summary>
/// <param name="seed">The run's seed, which augmented views derive from.</param>
internal sealed class ClipLogMel(int seed)
{
    private readonly ConcurrentDictionary<LogMelOptions, LogMel> _logMels = new();

    public ClipFeatures Compute(DecodedClip clip)
    {
        if (clip.Skipped is not null) return new ClipFeatures(clip.Job, clip.Source, [], 0, clip.Skipped);

        var shared = new Dictionary<(EncoderInput, WindowPlan, int View), InputWindows>();
        var windows = new List<InputWindows>();
        foreach (var set in clip.Job.Sets)
        {
            var (input, plan) = (set.Encoder.Input, set.Plan);
            if (!shared.TryGetValue((input, plan, set.View), out var found))
                shared.Add((input, plan, set.View), found = Windows(Samples(clip, set), input, plan));
            windows.Add(found);
        }
        return new ClipFeatures(clip.Job, clip.Source, windows, clip.Seconds, null);
    }

    private float[] Samples(DecodedClip clip, EmbeddingSet set)
    {
        var (samples, rateHz) = (clip.Samples[set.Encoder.Input.SampleRateHz], set.Encoder.Input.SampleRateHz);
        return set.View == 0 ? samples : AugmentedView.Of(samples, rateHz, set.Plan.LengthSeconds, (ulong)seed, clip.Job.Clip.Id, set.View);
    }

    private InputWindows Windows(float[] samples, EncoderInput input, WindowPlan plan)
    {
        var windows = plan.Windows(samples.Length, input.SampleRateHz);
        var values = windows.Select(window => Values(Stretch(samples, window), input)).ToList();
        var starts = windows.Select(window => window.StartSample / (float)input.SampleRateHz).ToList();
        return new InputWindows(values, values[0].Length / input.Bands, starts, windows[0].LengthSamples / (float)input.SampleRateHz);
    }

    private float[] Values(ReadOnlySpan<float> window, EncoderInput input)
    {
        if (input is not LogMelInput { Options: var options }) return window.ToArray();
        var logMel = _logMels.GetOrAdd(options, wanted => new LogMel(wanted));
        var values = new float[logMel.Frames(window.Length) * options.Bands];
        logMel.Compute(window, values);
        return values;
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
