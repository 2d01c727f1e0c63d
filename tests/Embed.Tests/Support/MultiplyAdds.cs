using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>Counts the multiply-adds of convolutions and dense layers while a network runs.</summary>
internal static class MultiplyAdds
{
    /// <summary>For one window. Every output of such a layer sums as many products as one of its kernels has weights.</summary>
    public static long Of(nn.Module<Tensor, Tensor> network, int frames, int bands)
    {
        var count = 0L;
        foreach (var layer in network.modules().OfType<nn.Module<Tensor, Tensor>>())
        {
            if (layer.named_parameters(recurse: false).FirstOrDefault(parameter => parameter.name is "weight" or "direction").parameter is { } weight && weight.dim() > 1)
            {
                layer.register_forward_hook((_, _, output) =>
                {
                    count += output.numel() * (weight.numel() / weight.shape[0]);
                    return output;
                });
            }
        }

        Forward.Of(network, new float[frames * bands], 1, frames, bands);
        return count;
    }
}
