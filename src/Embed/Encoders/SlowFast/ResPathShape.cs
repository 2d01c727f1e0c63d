namespace Hares.Embed.Encoders.SlowFast;

/// <summary>
/// The settings of one pathway of a SlowFast ResNet-50: Kazakos et al. 2021, arXiv 2103.03516, table 1; ekazakos/auditory-slow-fast
/// audio_model_builder.py and configs/EPIC-KITCHENS/SLOWFAST_R50.yaml.
/// </summary>
internal sealed record ResPathShape
{
    /// <summary>Weight of a normaliser-free block's branch beside the shortcut.</summary>
    public const double Alpha = 0.2;

    public required long StemChannels { get; init; }

    /// <summary>Length in time of the stem's kernel; it is 7 bands wide.</summary>
    public required long StemTimeKernel { get; init; }

    /// <summary>Length in time of each block's first kernel, for each stage.</summary>
    public required long[] TimeKernels { get; init; }

    /// <summary>Channels that fusion appends before each stage.</summary>
    public long[] FusedChannels { get; init; } = [0, 0, 0, 0];

    /// <summary>Blocks of each stage, the same in both pathways.</summary>
    public static IReadOnlyList<int> Depths { get; } = [3, 4, 6, 3];

    public static ResPathShape Fast { get; } = new() { StemChannels = 8, StemTimeKernel = 5, TimeKernels = [3, 3, 3, 3] };

    /// <summary>Fusion appends twice the channels of the fast pathway.</summary>
    public static ResPathShape Slow { get; } = new()
    {
        StemChannels = 64,
        StemTimeKernel = 1,
        TimeKernels = [1, 1, 3, 3],
        FusedChannels = [16, 64, 128, 256],
    };

    /// <summary>Length of both pathways' embedding.</summary>
    public static int Dimension => (int)(Slow.Features + Fast.Features);

    /// <summary>Length of the pathway's embedding.</summary>
    public long Features => OutChannels(Depths.Count - 1);

    /// <summary>The blocks of a stage, in order.</summary>
    public IEnumerable<ResBlockShape> Stage(int stage)
    {
        var channels = FusedChannels[stage] + (stage == 0 ? StemChannels : OutChannels(stage - 1));
        for (var block = 0; block < Depths[stage]; block++)
        {
            yield return new(
                channels, OutChannels(stage), TimeKernels[stage], block == 0 && stage > 0 ? 2 : 1,
                1 / Math.Sqrt(Variance(stage, block)));
            channels = OutChannels(stage);
        }
    }

    private long OutChannels(int stage) => StemChannels * 4 << stage;

    /// <summary>
    /// Of the input of a normaliser-free block at initialisation: a stage's first block resets it to 1, every block adds alpha squared.
    /// </summary>
    private static double Variance(int stage, int block) => (stage, block) switch
    {
        (0, 0) => 1,
        (_, 0) => 1 + Depths[stage - 1] * Alpha * Alpha,
        _ => 1 + block * Alpha * Alpha,
    };
}
