using System.Collections.Concurrent;
using Hares.Features;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Pipeline.Graph;

/// <summary>
/// Cuts a clip and its augmented views into the windows of their plans and computes their log-mel, where that is what an encoder takes, once
/// for all encoders that share input and plan. A view is left out where there is no audio to mix it with. Thread-safe.
/// </summary>
/// <param name="seed">The run's seed, which augmented views derive from.</param>
internal sealed class ClipLogMel(int seed)
{
    private readonly ConcurrentDictionary<LogMelOptions, LogMel> _logMels = new();

    public ClipFeatures Compute(DecodedClip clip)
    {
        var sets = clip.Job.Sets.ToLookup(set => WhySkipped(clip, set));
        var job = clip.Job with { Sets = [.. sets[null]] };
        var shared = new Dictionary<(EncoderInput, WindowPlan, int View, int? Partner), InputWindows>();
        var windows = new List<InputWindows>();
        foreach (var set in job.Sets)
        {
            var (input, plan) = (set.Encoder.Input, set.Plan);
            var key = (input, plan, set.View, set.Partner(job.Index));
            if (!shared.TryGetValue(key, out var found)) shared.Add(key, found = Windows(Samples(clip, set), input, plan));
            windows.Add(found);
        }
        return new ClipFeatures(job, [.. job.Sets.Select(clip.SourceOf)], windows, clip.Seconds)
        {
            Skipped = [.. sets.Where(without => without.Key is not null)
                .Select(without => new SkippedClip(clip.Job with { Sets = [.. without] }, without.Key!))],
        };
    }

    private static Skipped? WhySkipped(DecodedClip clip, EmbeddingSet set) =>
        clip.Skipped ?? (set.Partner(clip.Job.Index) is { } partner ? clip.Partners[partner].Skipped : null);

    private ReadOnlySpan<float> Samples(DecodedClip clip, EmbeddingSet set)
    {
        var (rateHz, id, seconds) = (set.Encoder.Input.SampleRateHz, clip.Job.Clip.Id, set.Plan.LengthSeconds);
        var samples = clip.Samples[rateHz].Span;
        if (set.View == 0) return samples;
        return set.Partner(clip.Job.Index) is { } partner
            ? MixedView.Of(samples, clip.Partners[partner].Samples[rateHz].Span, rateHz, seconds, (ulong)seed, id, set.View)
            : AugmentedView.Of(samples, rateHz, seconds, (ulong)seed, id, set.View);
    }

    private InputWindows Windows(ReadOnlySpan<float> samples, EncoderInput input, WindowPlan plan)
    {
        var windows = plan.Windows(samples.Length, input.SampleRateHz);
        var values = new List<float[]>(windows.Count);
        foreach (var window in windows) values.Add(Values(Stretch(samples, window), input));
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
    private static ReadOnlySpan<float> Stretch(ReadOnlySpan<float> samples, Window window)
    {
        if (window.StartSample + window.LengthSamples <= samples.Length) return samples.Slice(window.StartSample, window.LengthSamples);
        var padded = new float[window.LengthSamples];
        samples[window.StartSample..].CopyTo(padded);
        return padded;
    }
}
