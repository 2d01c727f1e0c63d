using System.Runtime.CompilerServices;

namespace Hares.Features.Lanes;

/// <summary>How loops over lanes are compiled.</summary>
internal static class LaneLoop
{
    /// <summary>
    /// Not inlined: the compiler gives up inlining beyond a budget per method, and a loop whose lane operators stay calls runs ten
    /// times slower; as a method of its own each loop has the whole budget. Optimised at once: the first windows need not run on
    /// unoptimised code until the tiering notices.
    /// </summary>
    public const MethodImplOptions Options = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}
