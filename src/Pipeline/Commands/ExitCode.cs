using Hares.Embed.Encoders;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>What the program tells its caller: cron, a scheduler, a script.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A bug, a full disk, a missing system library.</summary>
    public const int Failed = 1;

    /// <summary>Bad pipeline file, bad data, bad usage.</summary>
    public const int BadInput = 2;

    /// <summary>Finished, but some task failed or skipped more clips than its limit allows.</summary>
    public const int TaskFailed = 3;

    /// <summary>Another run holds the cache's lock.</summary>
    public const int Locked = 4;

    /// <summary>Interrupted; what was finished is kept.</summary>
    public const int Cancelled = 130;

    /// <summary>The code of a program that ends by this fault.</summary>
    public static int Of(Exception fault) => fault switch
    {
        PipelineFileException or UnfitRunException or DatasetException or EncoderException or UsageException => BadInput,
        CacheLockedException => Locked,
        _ => Failed,
    };
}
