using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Cpc;

// B batch, S samples at 16 kHz, T steps of 40 ms, C = 512
//   input (B, S, 1) -> 10 convolutions, 640 samples a step -> latents (B, T, C)
//   -> 9 causal convolutions forwards in time, 9 others backwards -> both contexts (B, T, 2 C) -> pooled over time (B, 2 C)

/// <summary>
/// Bidirectional contrastive predictive coding on the waveform, the network HARES (arXiv 2111.12124, table 2) calls Bidir-CPC. No code or weights
/// of it were ever published: this follows the descriptions, and its reference values are those of an independent network in Python.
/// corticph/scaling-contrastive (arXiv 2102.00850) publishes another bidirectional CPC, whose contexts are LSTMs.
/// </summary>
/// <remarks>
/// Published: two directions over one shared encoder, with residual connections (Kawakami et al. 2020, arXiv 2001.11128); the encoder's kernels and
/// strides, causal contexts of kernels growing by one from 2, and 512 channels in the style of wav2vec (Wang et al. 2020, Interspeech, "Contrastive
/// predictive coding of audio with an adversary"); 38 million parameters and 16 kHz (HARES).
/// Chosen: nine context layers a direction, kernels 2 to 10, which come to 36.2 million parameters; the twelve of Wang et al. (one direction, to 13)
/// would come to 55. They look 1.8 s back, about as far as those twelve at twice the step rate. Norm over channels, without biases in
/// the convolutions, keeps the contexts causal.
/// </remarks>
internal sealed class BidirCpc : nn.Module<Tensor, Tensor>, IFoldable, IRandomInit
{
    public const int Dimension = 2 * Channels;

    /// <summary>What the encoder needs for one step, 120 ms.</summary>
    public const int MinimumSamples = 1915;

    private const int Channels = 512;
    private const int ContextLayers = 9;
    private static readonly (int Kernel, int Stride)[] EncoderShapes = [(10, 5), .. Enumerable.Repeat((4, 2), 7), (1, 1), (1, 1)];

    [ComponentName(Name = "encoder")] private readonly ModuleList<CpcConvolution> _encoder;
    [ComponentName(Name = "forwards")] private readonly CpcContext _forwards;
    [ComponentName(Name = "backwards")] private readonly CpcContext _backwards;
    private readonly Pooling _pooling;

    public BidirCpc(Pooling pooling = Pooling.Mean) : base(nameof(BidirCpc))
    {
        _pooling = pooling;
        _encoder = new([
            .. EncoderShapes.Select((shape, i) => new CpcConvolution(i == 0 ? 1 : Channels, Channels, shape.Kernel, shape.Stride, isCausal: false))
        ]);
        var kernels = Enumerable.Range(2, ContextLayers).ToList();
        (_forwards, _backwards) = (new CpcContext(Channels, kernels), new CpcContext(Channels, kernels));
        RegisterComponents();
    }

    public void Fold() => FoldableParts.Fold(this);

    public override Tensor forward(Tensor waveform) => TimePooling.Of(Contexts(Latents(waveform)), _pooling);

    /// <param name="waveform">(B, S, 1).</param>
    /// <returns>(B, T, C).</returns>
    public Tensor Latents(Tensor waveform) => _encoder.Aggregate(waveform, (current, layer) => layer.call(current));

    /// <returns>(B, T, 2 C): at each step what came up to it, then what comes from it on.</returns>
    public Tensor Contexts(Tensor latents) => cat([_forwards.call(latents), _backwards.call(latents.flip(1)).flip(1)], 2);

    /// <summary>He's, for layers that end in a ReLU.</summary>
    public Initialisation? InitialisationOf(string name, long[] shape) => Initialisation.HeFanInNormal(shape);
}
