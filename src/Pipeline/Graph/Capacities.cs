using System.Globalization;
using Hares.Embed;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Graph;

/// <summary>How many messages each stage may hold, so that all of them together stay within the memory budget whatever the clips.</summary>
/// <param name="Workers">Clips decoded or turned into log-mel at once, both together.</param>
/// <param name="EmbedParallelism">
/// Batches embedded at once: one a device; where there are GPUs two, of which one is prepared, or taken back, while the other is computed.
/// </param>
/// <param name="DecodedClips">Capacity of the decoding stage, in clips.</param>
/// <param name="FeatureClips">Capacity of the log-mel stage, in clips.</param>
/// <param name="BatchBytes">What batches of one encoder and window length may take, in the graph and in the network.</param>
/// <param name="BatchesInFlight">Batches open, in work and waiting to be written.</param>
internal sealed record Capacities(
    int Workers, int EmbedParallelism, int DecodedClips, int FeatureClips, double BatchBytes, int BatchesInFlight)
{
    /// <summary>Results waiting to be written; each holds on to its batch.</summary>
    public const int Results = 4;

    private const int MostClips = 64;
    private const int BatchOnCpu = 32;
    private const int BatchOnGpu = 256;

    /// <summary>Batches waiting for, or in, the encoders: one in work and one waiting for each worker.</summary>
    public int Batches => 2 * EmbedParallelism;

    /// <summary>
    /// The budget is shared out for clips of the greatest length allowed. One worker comes first, with a clip to decode and two on their way; half of
    /// what is left is for batches, which have one window at least; then come further workers, no more than threads, of which one is kept for each
    /// copy of a network on a GPU; what is left lets further clips wait between the stages.
    /// </summary>
    /// <exception cref="PipelineFileException">The budget has no room for one worker and batches of one window.</exception>
    public static Capacities For(PipelineFile file, ClipSizes sizes)
    {
        var memory = file.Embed.MemoryBytes;
        var devices = file.Embed.Devices.Count;
        var hasGpus = sizes.Windows.Any(window => window.IsOnGpu);
        var embedded = hasGpus ? 2 * devices : devices;
        var inFlight = sizes.OpenBatches + 2 * embedded + Results;
        // A clip on its way holds its samples until it has its log-mel, and its log-mel until its last window is in a batch.
        var clip = sizes.Samples + 2 * sizes.LogMel;
        var worker = sizes.Decoding + 2 * clip;
        var held = inFlight * sizes.LogMel; // the rest of the clip that a batch's last window belongs to
        var spare = memory - worker - held;
        var least = sizes.Windows.Select(window => Bytes(window, inFlight)).DefaultIfEmpty().Max();
        if (spare < least) throw TooLittle(file, sizes, worker + held + least);

        var batchBytes = spare / 2;
        var batches = sizes.Windows.Select(window => Limit(window, file.Embed, batchBytes, inFlight).For(1) * Bytes(window, inFlight)).DefaultIfEmpty().Max();
        // A GPU waits for the thread that feeds it.
        var threads = Math.Max(1, hasGpus ? file.Embed.Threads - devices : file.Embed.Threads);
        var workers = (int)Math.Min(threads, 1 + (spare - batches) / worker);
        var clips = (int)Math.Min(2 * MostClips, (memory - held - batches - workers * sizes.Decoding) / clip);
        var perStage = Math.Max(workers, clips / 2);
        return new Capacities(workers, embedded, perStage, perStage, batchBytes, inFlight);
    }

    /// <summary>How many windows at once an encoder is given.</summary>
    /// <param name="frame">What a frame takes on its way through the encoder.</param>
    public BatchLimit LimitOf(WindowSizes frame, EmbedSettings embed) => Limit(frame, embed, BatchBytes, BatchesInFlight);

    private static BatchLimit Limit(WindowSizes size, EmbedSettings embed, double bytes, int inFlight) =>
        new(embed.Batch ?? (size.IsOnGpu ? BatchOnGpu : BatchOnCpu), bytes, Bytes(size, inFlight), Grows: size.IsOnGpu);

    /// <summary>What each window of the batches in flight takes.</summary>
    private static double Bytes(WindowSizes window, int inFlight) => inFlight * window.Batch + window.Network;

    private static PipelineFileException TooLittle(PipelineFile file, ClipSizes sizes, double needed)
    {
        var message = string.Create(CultureInfo.InvariantCulture,
            $"{ByteSize.Format(file.Embed.MemoryBytes)} cannot hold clips of {sizes.Seconds} s and a window of them in each network; ") +
            $"raise it to \"{Math.Ceiling(needed / (1 << 20))}MiB\", or lower data.maxClipSeconds or the tasks' windows.";
        return new PipelineFileException(file.Path, [new Fault(1, "$.embed.memory", message)]);
    }
}
