namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>
/// The settings of a normaliser-free network without its classifier: the two pathways of the SlowFast NFNet-F0 (HARES, arXiv 2111.12124, table 5;
/// google-deepmind/slowfast_nfnets base.py), and the NFNet-F0 of which they are variants (deepmind-research nfnets/base.py).
/// </summary>
internal sealed record NfPathShape
{
    /// <summary>Output channels of the four stages.</summary>
    public required long[] Widths { get; init; }

    public required long GroupWidth { get; init; }

    /// <summary>Kernels of the four stem convolutions, in frames and bands.</summary>
    public required (long Time, long Frequency)[] StemKernels { get; init; }

    /// <summary>Kernel of the first grouped convolution, for each stage.</summary>
    public required (long Time, long Frequency)[] Kernels { get; init; }

    /// <summary>Kernel of the second grouped convolution, in all stages.</summary>
    public (long Time, long Frequency) SecondKernel { get; init; } = (1, 3);

    /// <summary>Stride of the first block of each stage but the first.</summary>
    public (long Time, long Frequency) Stride { get; init; } = (1, 2);

    /// <summary>Channels that fusion appends before each stage.</summary>
    public long[] FusedChannels { get; init; } = [0, 0, 0, 0];

    /// <summary>Blocks of each stage, the same in all.</summary>
    public static IReadOnlyList<int> Depths { get; } = [1, 2, 6, 3];

    public static NfPathShape Fast { get; } = new()
    {
        Widths = [32, 64, 192, 192],
        GroupWidth = 16,
        StemKernels = [(3, 3), (1, 3), (1, 3), (3, 3)],
        Kernels = [(3, 1), (3, 1), (3, 1), (3, 1)],
    };

    public static NfPathShape Slow { get; } = new()
    {
        Widths = [256, 512, 1536, 1536],
        GroupWidth = 128,
        StemKernels = [(1, 3), (1, 3), (1, 3), (3, 3)],
        Kernels = [(1, 1), (1, 1), (3, 1), (3, 1)],
        FusedChannels = [64, 256, 512, 1024],
    };

    /// <summary>NFNet-F0 on its own: the slow pathway with square kernels and strides.</summary>
    public static NfPathShape Single { get; } = Slow with
    {
        StemKernels = [(3, 3), (3, 3), (3, 3), (3, 3)],
        Kernels = [(3, 3), (3, 3), (3, 3), (3, 3)],
        SecondKernel = (3, 3),
        Stride = (2, 2),
        FusedChannels = [0, 0, 0, 0],
    };

    /// <summary>Channels after the stem.</summary>
    public long StemChannels => Widths[0] / 2;

    /// <summary>Length of the pathway's embedding.</summary>
    public long Features => 2 * Widths[^1];

    /// <summary>The blocks of all stages, in order.</summary>
    public IEnumerable<NfBlockShape> Blocks()
    {
        var channels = StemChannels;
        var variance = 1.0; // of the block's input at initialisation; a stage's first block resets it, every block adds alpha squared
        for (var stage = 0; stage < Depths.Count; stage++)
        {
            channels += FusedChannels[stage];
            for (var block = 0; block < Depths[stage]; block++)
            {
                var stride = block == 0 && stage > 0 ? Stride : (1, 1);
                yield return new(channels, Widths[stage], GroupWidth, Kernels[stage], SecondKernel, stride, 1 / Math.Sqrt(variance));
                channels = Widths[stage];
                variance = (block == 0 ? 1 : variance) + NfBlock.Alpha * NfBlock.Alpha;
            }
        }
    }
}
