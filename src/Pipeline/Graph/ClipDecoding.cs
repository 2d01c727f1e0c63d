using System.Collections.Concurrent;
using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;
using SourceStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>Decodes a clip once, and whom it is mixed with, and resamples them to every rate its encoders need. Thread-safe.</summary>
/// <param name="maxClipSeconds">Longest clip of any dataset.</param>
internal sealed class ClipDecoding(double maxClipSeconds)
{
    private readonly ConcurrentDictionary<double, AudioDecoder> _decoders = new(); // by the longest clip they take
    private readonly ResamplerCache _resamplers = new();
    private volatile HashedFile? _last; // stretches of one long file follow each other: it is hashed once, not once a stretch

    /// <exception cref="OperationCanceledException">Cancelled; an ffmpeg at work is stopped.</exception>
    public DecodedClip Decode(ClipJob job, CancellationToken cancelled = default)
    {
        var clip = DecodeAlone(job, cancelled);
        if (clip.Skipped is not null) return clip;
        return clip with
        {
            Partners = job.Sets.Where(set => set.Partners is not null).GroupBy(set => set.Partner(job.Index)!.Value)
                .ToDictionary(sets => sets.Key, sets => DecodeAlone(new ClipJob(sets.Key, sets.First().Dataset.Clips[sets.Key], [.. sets]), cancelled)),
        };
    }

    private DecodedClip DecodeAlone(ClipJob job, CancellationToken cancelled)
    {
        // Before decoding: a file that changes meanwhile then carries the older stamp, and the next run looks at it again.
        var source = ClipSource.Of(job.Clip, Source(job.Clip.Path));
        var result = Decoder(job.Sets[0].Dataset).Decode(job.Clip, cancelled);
        if (result is not Decoded decoded)
            return new DecodedClip(job, source, new Dictionary<int, SampleBuffer>(), 0, (Skipped)result);

        var samples = job.Sets
            .Select(set => set.Encoder.Input.SampleRateHz)
            .Distinct()
            .ToDictionary(rate => rate, rate => _resamplers.Resample(decoded.Samples, decoded.SampleRateHz, rate));
        if (!samples.ContainsKey(decoded.SampleRateHz)) decoded.Dispose();
        return new DecodedClip(job, source, samples, decoded.Seconds, null);
    }

    private AudioDecoder Decoder(Dataset dataset) =>
        _decoders.GetOrAdd(
            ClipSizes.LongestClip(dataset, maxClipSeconds),
            seconds => new AudioDecoder(new AudioDecoderOptions { MaxSeconds = seconds }));

    /// <summary>The file as the cache remembers it; all zero for one that decoding will find missing or unreadable.</summary>
    private SourceStamp Source(string path)
    {
        if (AudioFile.Stamp(path) is not { } stamp) return default;
        if (_last is { } last && last.Path == path && last.Stamp == stamp) return last.Source;
        if (AudioFile.Hash(path) is not { } hash) return default;

        var source = new SourceStamp(hash, stamp.SizeBytes, stamp.ModifiedUtcTicks);
        _last = new HashedFile(path, stamp, source);
        return source;
    }

    private sealed record HashedFile(string Path, Ingest.Audio.SourceStamp Stamp, SourceStamp Source);
}
