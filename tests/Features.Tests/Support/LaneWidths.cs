using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hares.Features.Lanes;
using Hares.Features.Spectrum;

namespace Hares.Features.Tests.Support;

/// <summary>The lane widths this processor can run, whichever it would choose itself.</summary>
public static class LaneWidths
{
    public static TheoryData<int> Supported { get; } =
    [
        Lanes4.Count,
        .. Vector256.IsHardwareAccelerated && Avx.IsSupported ? [Lanes8.Count] : Array.Empty<int>(),
        .. Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? [Lanes16.Count] : Array.Empty<int>(),
    ];

    internal static LogMelKernel Kernel(int width, LogMelOptions options) => width switch
    {
        4 => new LaneLogMel<Lanes4>(options),
        8 => new LaneLogMel<Lanes8>(options),
        _ => new LaneLogMel<Lanes16>(options),
    };
}
