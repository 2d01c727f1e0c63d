using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Cpc;

/// <summary>Sums up, at every step, the latents up to it: causal convolutions of growing kernels, each added to what it was given.</summary>
internal sealed class CpcContext : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly ModuleList<CpcConvolution> _layers;

    public CpcContext(long channels, IEnumerable<int> kernels) : base(nameof(CpcContext))
    {
        _layers = new([.. kernels.Select(kernel => new CpcConvolution(channels, channels, kernel, stride: 1, isCausal: true))]);
        RegisterComponents();
    }

    /// <param name="latents">(B, T, C).</param>
    /// <returns>(B, T, C).</returns>
    public override Tensor forward(Tensor latents) => _layers.Aggregate(latents, (current, layer) => current.Plus(layer.call(current)));
}
