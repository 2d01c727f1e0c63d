namespace Hares.Pipeline.Graph;

/// <summary>The stages of the embedding graph and their meters, in the order of the flow.</summary>
internal sealed class EmbeddingStages(Capacities capacities, TimeProvider clock)
{
    public Stage Decode { get; } = new("decode", capacities.DecodeParallelism, clock);

    public Stage LogMel { get; } = new("log-mel", capacities.LogMelParallelism, clock);

    public Stage Batch { get; } = new("batch", 1, clock);

    public Stage Embed { get; } = new("embed", 1, clock);

    public Stage Write { get; } = new("write", 1, clock);

    public IReadOnlyList<Stage> All => [Decode, LogMel, Batch, Embed, Write];
}
