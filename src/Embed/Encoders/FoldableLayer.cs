using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>A layer that folds into a convolution, which it owns.</summary>
internal abstract class FoldableLayer(string name) : nn.Module<Tensor, Tensor>(name), IFoldable, IHoldsFolded
{
    /// <summary>The inference form; null until there is one.</summary>
    protected FoldedConvolution? Folded { get; set; }

    /// <inheritdoc/>
    public abstract void Fold();

    /// <inheritdoc/>
    public void HoldAs(ScalarType type) => Folded?.HoldAs(type);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Folded?.Dispose();
        base.Dispose(disposing);
    }
}
