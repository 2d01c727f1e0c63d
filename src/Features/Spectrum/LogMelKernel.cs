using System.Runtime.Intrinsics;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>Log-mel at one lane width. Safe to call from many threads at once.</summary>
internal abstract class LogMelKernel(LogMelOptions options)
{
    public LogMelOptions Options { get; } = options;

    public FrameGrid Grid { get; } = new(options);

    /// <summary>The widest this processor runs in hardware.</summary>
    public static LogMelKernel Create(LogMelOptions options) =>
        Vector512.IsHardwareAccelerated ? new LaneLogMel<Lanes16>(options)
        : Vector256.IsHardwareAccelerated ? new LaneLogMel<Lanes8>(options)
        : new LaneLogMel<Lanes4>(options);

    /// <summary>Fills frames x bands values.</summary>
    public abstract void Compute(ReadOnlySpan<float> samples, int frames, Span<float> logMel);
}
