using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>What a network becomes once its weights are in: on its device, folded, in the numbers it computes with.</summary>
internal static class InferenceForm
{
    public static void Take(nn.Module network, Device device, Precision precision)
    {
        using var noGradient = no_grad();
        network.to(device); // before folding, whose results are not among what to() moves
        (network as IFoldable)?.Fold();
        if (precision == Precision.Bfloat16)
            Convert(network, bfloat16); // after it, so that the product of weights and norms is rounded once
    }

    private static void Convert(nn.Module network, ScalarType type)
    {
        network.to(type);
        foreach (var part in network.modules().Prepend(network).OfType<IHoldsFolded>())
            part.HoldAs(type);
    }
}
