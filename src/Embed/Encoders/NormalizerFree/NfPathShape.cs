namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>The settings of one pathway of the SlowFast NFNet-F0: HARES, arXiv 2111.12124, table 5; google-deepmind/slowfast_nfnets base.py.</summary>
internal sealed record NfPathShape
{
    /// <summary>Output channels of the four stages.</summary>
    public required long[] Widths { get; init; }

    public required long GroupWidth { get; init; }

    /// <summary>Length in time of the first grouped convolution's kernel, for each stage.</summary>
    public required long[] TimeKernels { get; init; }

    /// <summary>Length in time of the first stem convolution's kernel.</summary>
    public required long StemTimeKernel { get; init; }

    /// <summary>Channels that fusion appends before each stage; zeros where the pathway receives none.</summary>
    public required long[] FusedChannels { get; init; }

    /// <summary>Blocks of each stage, the same in both pathways.</summary>
    public static IReadOnlyList<int> Depths { get; } = [1, 2, 6, 3];

    public static NfPathShape Fast { get; } = new()
    {
        Widths = [32, 64, 192, 192],
        GroupWidth = 16,
        TimeKernels = [3, 3, 3, 3],
        StemTimeKernel = 3,
        FusedChannels = [0, 0, 0, 0],
    };

    public static NfPathShape Slow { get; } = new()
    {
        Widths = [256, 512, 1536, 1536],
        GroupWidth = 128,
        TimeKernels = [1, 1, 3, 3],
        StemTimeKernel = 1,
        FusedChannels = [64, 256, 512, 1024],
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
                var stride = block == 0 && stage > 0 ? 2 : 1;
                yield return new(channels, Widths[stage], GroupWidth, TimeKernels[stage], stride, 1 / Math.Sqrt(variance));
                channels = Widths[stage];
                variance = (block == 0 ? 1 : variance) + NfBlock.Alpha * NfBlock.Alpha;
            }
        }
    }
}
