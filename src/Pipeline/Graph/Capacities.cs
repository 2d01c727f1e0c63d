using System.Globalization;
using Hares.Features;
using Hares.Ingest.Clips;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Graph;

/// <summary>How many messages each stage may hold, so that all of them together stay within the memory budget whatever the clips.</summary>
/// <param name="DecodeParallelism">Clips decoded at once.</param>
/// <param name="LogMelParallelism">Clips turned into log-mel at once.</param>
/// <param name="DecodedClips">Capacity of the decoding stage, in clips.</param>
/// <param name="FeatureClips">Capacity of the log-mel stage, in clips; the batching stage holds as many again.</param>
internal sealed record Capacities(int DecodeParallelism, int LogMelParallelism, int DecodedClips, int FeatureClips)
{
    /// <summary>Batches waiting for, or in, the encoder.</summary>
    public const int Batches = 2;

    /// <summary>Results waiting to be written: they hold their clips' features no longer than the batches do.</summary>
    public const int Results = 4;

    private const int MostClips = 64;
    private const int FileRateHz = 48_000; // a decoding worker holds the clip at the file's own rate

    /// <summary>
    /// The budget is shared out for clips of the greatest length allowed: each decoding worker holds one at the file's rate, each waiting
    /// clip its samples at the encoders' rates, each featured clip its log-mel under every front end and plan.
    /// </summary>
    /// <exception cref="PipelineFileException">The budget does not hold two clips a worker.</exception>
    public static Capacities For(PipelineFile file, EmbeddingPlan plan)
    {
        var logMels = plan.Sets.Select(set => (Options: set.Encoder.FrontEnd.LogMel, set.Plan)).Distinct().ToList();
        var rates = logMels.Select(logMel => logMel.Options.SampleRateHz).Distinct().ToList();
        return For(file, rates, logMels.Sum(logMel => BytesPerSecond(logMel.Options, logMel.Plan)));
    }

    /// <param name="file">Budget, threads and greatest length.</param>
    /// <param name="ratesHz">Distinct sample rates that encoders of the run need.</param>
    /// <param name="logMelBytesPerSecond">Log-mel of one second of audio under all front ends and plans together.</param>
    /// <exception cref="PipelineFileException">The budget does not hold two clips a worker.</exception>
    public static Capacities For(PipelineFile file, IReadOnlyCollection<int> ratesHz, double logMelBytesPerSecond)
    {
        var (embed, maxClipSeconds) = (file.Embed, file.Data.MaxClipSeconds);
        var workers = Math.Max(1, embed.Threads);
        var working = workers * maxClipSeconds * FileRateHz * sizeof(float);
        var samples = maxClipSeconds * ratesHz.Sum() * sizeof(float);
        var features = maxClipSeconds * logMelBytesPerSecond;
        // A clip on its way holds its samples until it has its log-mel, and its log-mel until its last window is embedded.
        var clips = (int)Math.Min(2 * MostClips, (embed.MemoryBytes - working) / (samples + 2 * features));
        if (clips < 2 * workers)
        {
            var least = working + 2 * workers * (samples + 2 * features);
            var message = string.Create(CultureInfo.InvariantCulture,
                $"{ByteSize.Format(embed.MemoryBytes)} cannot hold {2 * workers} clips of {maxClipSeconds} s (data.maxClipSeconds); ") +
                $"raise it to {ByteSize.Format(least)}, or lower maxClipSeconds or embed.threads.";
            throw new PipelineFileException(file.Path, [new Fault(1, "$.embed.memory", message)]);
        }
        return new Capacities(workers, workers, Math.Max(workers, clips / 2), Math.Max(workers, clips / 2));
    }

    private static double BytesPerSecond(LogMelOptions logMel, WindowPlan plan) =>
        (double)logMel.Bands * sizeof(float) * logMel.SampleRateHz / logMel.HopSamples * plan.LengthSeconds / plan.HopSeconds;
}
