namespace Hares.Embed.Encoders;

/// <summary>A network, or a part of one, whose normalisation can be multiplied into its convolutions once, when training is over.</summary>
internal interface IFoldable
{
    /// <summary>Changes it to its inference form for good: the same function, fewer operations, and no longer trainable.</summary>
    void Fold();
}
