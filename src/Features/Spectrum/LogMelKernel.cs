using System.Runtime.Intrinsics;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>Log-mel at one lane width. Safe to call from many threads at once.</summary>
internal abstract class LogMelKernel
{
    /// <summary>The widest this processor runs in hardware.</summary>
    public static LogMelKernel Create(LogMelOptions options) =>
        Vector512.IsHardwareAccelerated ? new LogMelKernel<Lanes16>(options)
        : Vector256.IsHardwareAccelerated ? new LogMelKernel<Lanes8>(options)
        : new LogMelKernel<Lanes4>(options);

    public abstract void Compute(ReadOnlySpan<float> samples, int frames, Span<float> logMel);
}
