using Hares.Embed.Encoders.Transformers;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>Counts the multiply-adds of convolutions, dense layers and attention while a network runs.</summary>
internal static class MultiplyAdds
{
    /// <summary>
    /// For one window. Every output of a convolution or dense layer sums as many products as one of its kernels has weights; attention over T tokens
    /// of width D multiplies queries with keys, then the T x T weights with values, each T x T x D products, however many heads share D.
    /// </summary>
    public static long Of(nn.Module<Tensor, Tensor> network, int frames, int bands)
    {
        var count = 0L;
        foreach (var layer in network.modules().OfType<nn.Module<Tensor, Tensor>>())
        {
            if (layer is VitBlock or Wav2Vec2Layer)
            {
                layer.register_forward_hook((_, _, output) =>
                {
                    count += 2 * output.shape[1] * output.shape[1] * output.shape[2];
                    return output;
                });
            }

            if (layer.named_parameters(recurse: false).FirstOrDefault(parameter => parameter.name is "weight" or "direction").parameter
                is { } weight
                && weight.dim() > 1)
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
