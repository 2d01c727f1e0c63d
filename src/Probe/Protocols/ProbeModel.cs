namespace Hares.Probe.Protocols;

/// <summary>A fitted probe of one slot: linear, or with one hidden layer of ReLU units.</summary>
/// <param name="Classes">What its outputs stand for.</param>
/// <param name="Output">From embeddings, or from the hidden layer, to outputs.</param>
/// <param name="Scale">What the outputs are.</param>
internal sealed record ProbeModel(LearntClasses Classes, Layer Output, OutputScale Scale)
{
    /// <summary>From embeddings to hidden units, where there are any.</summary>
    public Layer? Hidden { get; init; }

    /// <summary>What is done to an embedding first, if anything.</summary>
    public Standardisation? Standardisation { get; init; }
}
