using System.Collections.Concurrent;
using Hares.Ingest.Audio;

namespace Hares.Pipeline.Graph;

/// <summary>One resampler a pair of rates, made when the first clip needs it. Thread-safe.</summary>
internal sealed class ResamplerCache
{
    private readonly ConcurrentDictionary<(int From, int To), Resampler> _resamplers = new();

    /// <summary>The samples at another rate; the same buffer when the rates are equal.</summary>
    public SampleBuffer Resample(SampleBuffer samples, int fromHz, int toHz) =>
        fromHz == toHz ? samples : _resamplers.GetOrAdd((fromHz, toHz), rates => new Resampler(rates.From, rates.To)).Resample(samples);
}
