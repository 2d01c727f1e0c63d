using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>Folds networks that consist of foldable parts.</summary>
internal static class FoldableParts
{
    /// <summary>Folds every part below the network, several at a time.</summary>
    public static void Fold(nn.Module network) => Parallel.ForEach(network.modules().OfType<IFoldable>(), part =>
    {
        TorchThreads.UseHere(1);
        part.Fold();
    });
}
