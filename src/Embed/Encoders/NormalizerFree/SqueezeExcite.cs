using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

// B batch, C channels
//   input (B, C, T, F)   output (B, C, 1, 1), in (0, 1)

/// <summary>
/// A gate for each channel, computed from the channels' means. Ported from google-deepmind/slowfast_nfnets base.py (SqueezeExcite), ratio 0.5.
/// </summary>
internal sealed class SqueezeExcite : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "squeeze")] private readonly Linear _squeeze;
    [ComponentName(Name = "excite")] private readonly Linear _excite;

    public SqueezeExcite(long channels) : base(nameof(SqueezeExcite))
    {
        _squeeze = Undrawn.Linear(channels, channels / 2);
        _excite = Undrawn.Linear(channels / 2, channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var means = GlobalMean.Of(input); // (B, C)
        var gate = _excite.call(_squeeze.call(means).relu_()).sigmoid_();
        return gate.unsqueeze(-1).unsqueeze(-1);
    }
}
