using static TorchSharp.torch;

namespace Hares.Embed.Encoders.SlowFast;

// B batch, T frames, F mel bands (any number of each)
//   input (B, T, F)
//   slow  (B, 1, T/4, F) -> stem (B, 64, T/16, F/4)     fast (B, 1, T, F) -> stem (B, 8, T/4, F/4)
//   before each of the four stages: slow <- slow ++ relu(norm(conv 7x1, stride 4x1 (fast))); each stage but the first halves F
//   output (B, 2048 + 256): the means of slow, then of fast

/// <summary>
/// SlowFast ResNet-50 for audio (Kazakos et al. 2021, arXiv 2103.03516) without the classifiers, with one of four normalisers. Ported from
/// ekazakos/auditory-slow-fast audio_model_builder.py (SlowFast); names and layouts of the weights are the original's, whose norms are called
/// <c>bn</c> whatever they are.
/// </summary>
/// <remarks>
/// <para>
/// With a norm it has 25,967,208 parameters; HARES, arXiv 2111.12124, table 2, says 26 million. Without, it has 25,936,864: one bias for each pair of
/// gain and shift. HARES publishes no code for it and says of the variants of table 3 only what they are called: a norm stands wherever the
/// original's batch norm does, layer norm is taken over all channels, frames and bands of a window, both layer and instance norm have a gain and a
/// shift for each channel (Wu and He 2018, arXiv 1803.08494, section 3.1), and without norm convolutions have biases.
/// </para>
/// <para>
/// The slow pathway sees the maximum of each four frames (<see cref="SlowInput"/>) as in HARES' own SlowFast network, where the original picks frames
/// at even distances.
/// </para>
/// </remarks>
internal sealed class SlowFastResNet : PathNamedModule, IFoldable, IRandomInit
{
    private readonly (NormedConvolution Slow, NormedConvolution Fast) _stems;
    private readonly List<NormedConvolution> _fusions = [];
    private readonly List<(SeparableBottleneck[] Slow, SeparableBottleneck[] Fast)> _stages = [];
    private readonly Pooling _pooling;

    /// <param name="pooling">Over the time of each pathway; the original's mean by default.</param>
    public SlowFastResNet(Normaliser normaliser, Pooling pooling = Pooling.Mean) : base(nameof(SlowFastResNet))
    {
        _pooling = pooling;
        _stems = (Stem(0, ResPathShape.Slow, normaliser), Stem(1, ResPathShape.Fast, normaliser));
        for (var stage = 0; stage < ResPathShape.Depths.Count; stage++)
        {
            var fused = ResPathShape.Slow.FusedChannels[stage];
            var fusion = new ConvolutionShape(fused / 2, fused, (7, 1)) { Stride = (SlowInput.TimeRatio, 1) };
            _fusions.Add(new(this, $"s{stage + 1}_fuse.conv_f2s", $"s{stage + 1}_fuse.bn", fusion, normaliser));
            _stages.Add((Stage(stage, 0, ResPathShape.Slow, normaliser), Stage(stage, 1, ResPathShape.Fast, normaliser)));
        }
    }

    public override Tensor forward(Tensor logMel)
    {
        var input = ChannelsLast.OneChannel(logMel);
        var slow = Pooled(_stems.Slow.Apply(SlowInput.Of(input), Activation.Relu));
        var fast = Pooled(_stems.Fast.Apply(input, Activation.Relu));
        for (var stage = 0; stage < _stages.Count; stage++)
        {
            slow = cat([slow, _fusions[stage].Apply(fast, Activation.Relu)], 1);
            slow = _stages[stage].Slow.Aggregate(slow, (current, block) => block.call(current));
            fast = _stages[stage].Fast.Aggregate(fast, (current, block) => block.call(current));
        }

        return cat([TimePooling.OfMaps(slow, _pooling), TimePooling.OfMaps(fast, _pooling)], 1);
    }

    public void Fold() => FoldableParts.Fold(this);

    public Initialisation? InitialisationOf(string name, long[] shape) => Initialisation.HeFanOutNormal(shape);

    private NormedConvolution Stem(int pathway, ResPathShape shape, Normaliser normaliser)
    {
        var convolution = new ConvolutionShape(1, shape.StemChannels, (shape.StemTimeKernel, 7)) { Stride = (2, 2) };
        return new(this, $"s1.pathway{pathway}_stem.conv", $"s1.pathway{pathway}_stem.bn", convolution, normaliser);
    }

    private SeparableBottleneck[] Stage(int stage, int pathway, ResPathShape shape, Normaliser normaliser) =>
    [
        .. shape.Stage(stage).Select((block, i) => Register($"s{stage + 2}.pathway{pathway}_res{i}", new SeparableBottleneck(block, normaliser))),
    ];

    private static Tensor Pooled(Tensor stem) => nn.functional.max_pool2d(stem, [3, 3], [2, 2], [1, 1]);
}
