namespace Hares.Embed.Encoders;

/// <summary>A network whose normalisation can be multiplied into its convolutions once, when training is over.</summary>
internal interface IFoldable
{
    /// <summary>Changes the network to its inference form for good: the same function, fewer operations, and no longer trainable.</summary>
    void Fold();
}
