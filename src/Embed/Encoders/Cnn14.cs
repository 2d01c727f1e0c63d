using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, T frames, F = 64 mel bands
//   input (B, T, F) in decibels -> batch norm of each band -> six blocks, 2x2 average pooling between them -> (B, 2048, T/32, 2)
//   -> mean over bands -> maximum + mean over time -> (B, 2048), the pooled feature -> dense, ReLU -> (B, 2048), the embedding

/// <summary>
/// CNN14 of PANNs (Kong et al. 2019, arXiv 1912.10211) up to its embedding: the original's <c>embedding</c> output, after the first dense layer.
/// Ported from qiuqiangkong/audioset_tagging_cnn pytorch/models.py (Cnn14); names and layouts of the weights are the original's.
/// </summary>
/// <remarks>
/// 79,673,792 parameters. The original's 80,753,615 include the classifier <c>fc_audioset</c> (1,079,823), which no embedding passes. HARES, arXiv
/// 2111.12124, table 2, says 71 million, which is neither that nor the 75,477,440 of the convolutions alone. Dropout and spectrogram augmentation,
/// which act in training only, are left out.
/// </remarks>
internal sealed class Cnn14 : PathNamedModule, IFoldable, IRandomInit
{
    public const int Bands = 64;
    public const int Dimension = 2048;

    /// <summary>Shorter windows vanish in the five poolings.</summary>
    public const int MinimumFrames = 32;

    /// <summary>
    /// Blocks whose activations are so large that few windows at a time go through them on the CPU: more would not stay in its cache.
    /// </summary>
    private const int LargeBlocks = 3;
    private const int WindowsInCache = 2;

    private readonly BatchNorm2d _bandNorm;
    private readonly Linear _dense;
    private readonly List<Cnn14Block> _blocks = [];

    public Cnn14() : base(nameof(Cnn14))
    {
        _bandNorm = Register("bn0", nn.BatchNorm2d(Bands));
        _dense = Register("fc1", Undrawn.Linear(Dimension, Dimension));
        long[] channels = [1, 64, 128, 256, 512, 1024, 2048];
        for (var i = 1; i < channels.Length; i++)
            _blocks.Add(Register($"conv_block{i}", new Cnn14Block(channels[i - 1], channels[i])));
    }

    public override Tensor forward(Tensor logMel)
    {
        var bands = logMel.to(_dense.weight!.dtype).transpose(1, 2).unsqueeze(-1); // (B, F, T, 1)
        var output = ChannelsLast.OneChannel(_bandNorm.call(bands).squeeze(-1).transpose(1, 2).contiguous());
        output = output.device_type == DeviceType.CPU ? cat([.. output.split(WindowsInCache).Select(FirstBlocks)]) : FirstBlocks(output);
        foreach (var block in _blocks.Skip(LargeBlocks))
            output = block.call(nn.functional.avg_pool2d(output, [2, 2]));

        var overTime = output.mean([3]); // (B, 2048, T/32)
        return _dense.call(overTime.amax([2]).Plus(overTime.mean([2]))).relu_();
    }

    public void Fold() => FoldableParts.Fold(this);

    public Initialisation? InitialisationOf(string name, long[] shape) => Initialisation.GlorotUniform(shape);

    private Tensor FirstBlocks(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = _blocks[0].call(input);
        foreach (var block in _blocks.Take(LargeBlocks).Skip(1))
            output = block.call(nn.functional.avg_pool2d(output, [2, 2]));
        return output.MoveToOuterDisposeScope();
    }
}
