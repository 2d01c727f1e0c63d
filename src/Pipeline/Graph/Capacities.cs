using System.Globalization;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Graph;

/// <summary>How many messages each stage may hold, so that all of them together stay within the memory budget whatever the clips.</summary>
/// <param name="DecodeParallelism">Clips decoded at once.</param>
/// <param name="LogMelParallelism">Clips turned into log-mel at once.</param>
/// <param name="DecodedClips">Capacity of the decoding stage, in clips.</param>
/// <param name="FeatureClips">Capacity of the log-mel stage, in clips.</param>
internal sealed record Capacities(int DecodeParallelism, int LogMelParallelism, int DecodedClips, int FeatureClips)
{
    /// <summary>Batches waiting for, or in, the encoder.</summary>
    public const int Batches = 2;

    /// <summary>Results waiting to be written; each holds on to its batch.</summary>
    public const int Results = 4;

    private const int MostClips = 64;

    /// <summary>
    /// The budget is shared out for clips of the greatest length allowed. Batches come first; then every worker gets a clip to decode and two
    /// on their way, with fewer workers than threads where there is no room for more; what is left lets further clips wait between the stages.
    /// </summary>
    /// <exception cref="PipelineFileException">The budget has no room for one worker.</exception>
    public static Capacities For(PipelineFile file, ClipSizes sizes)
    {
        var memory = file.Embed.MemoryBytes;
        var batches = (sizes.OpenBatches + Batches + Results) * sizes.Batch;
        // A clip on its way holds its samples until it has its log-mel, and its log-mel until its last window is in a batch.
        var clip = sizes.Samples + 2 * sizes.LogMel;
        var worker = sizes.Decoding + 2 * clip;
        var workers = (int)Math.Min(file.Embed.Threads, (memory - batches) / worker);
        if (workers < 1)
        {
            var message = string.Create(CultureInfo.InvariantCulture,
                $"{ByteSize.Format(memory)} cannot hold clips of {sizes.Seconds} s; raise it to \"{Math.Ceiling((batches + worker) / (1 << 20))}MiB\", ") +
                "or lower data.maxClipSeconds or embed.batch.";
            throw new PipelineFileException(file.Path, [new Fault(1, "$.embed.memory", message)]);
        }

        var clips = (int)Math.Min(2 * MostClips, (memory - batches - workers * sizes.Decoding) / clip);
        return new Capacities(workers, workers, Math.Max(workers, clips / 2), Math.Max(workers, clips / 2));
    }
}
