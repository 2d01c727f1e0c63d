namespace Hares.Pipeline.Graph;

/// <summary>The stages of the embedding graph and their meters, in the order of the flow.</summary>
internal sealed class EmbeddingStages(Capacities capacities, TimeProvider clock)
{
    public Stage Decode { get; } = new("decode", capacities.Workers, clock);

    public Stage LogMel { get; } = new("log-mel", capacities.Workers, clock);

    /// <summary>Gathers and hands on; its time is time spent waiting for room, so it is no stage to report.</summary>
    public Stage Batch { get; } = new("batch", 1, clock);

    /// <summary>One worker a device, or two: <see cref="Capacities.EmbedParallelism"/>.</summary>
    public Stage Embed { get; } = new("embed", capacities.EmbedParallelism, clock);

    public Stage Write { get; } = new("write", 1, clock);

    /// <summary>The stages that do work.</summary>
    public IReadOnlyList<Stage> All => [Decode, LogMel, Embed, Write];
}
