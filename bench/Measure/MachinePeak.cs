using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hares.Features.Lanes;

namespace Hares.Bench.Measure;

/// <summary>
/// Float32 operations a second that this machine reaches at best: multiply-adds in registers, as wide as it has them, twelve chains at
/// once (as many as hide the latency of two a cycle, and leave room in sixteen registers). A multiply-add counts as two.
/// </summary>
internal static class MachinePeak
{
    private const int Chains = 12, Rounds = 2_000_000, Repetitions = 5;
    private static readonly Lazy<double> OneThread = new(() => Measure(1));
    private static readonly Lazy<double> AllThreads = new(() => Measure(Environment.ProcessorCount));

    /// <summary>With one thread.</summary>
    public static double GFlopPerSecond => OneThread.Value;

    /// <summary>With a thread for each processor.</summary>
    public static double GFlopPerSecondOfAll => AllThreads.Value;

    private static double Measure(int threads) => Enumerable.Range(0, Repetitions).Max(_ =>
    {
        var flop = new double[threads];
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => flop[i] = Work());
        return flop.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    });

    private static double Work() =>
        Vector512.IsHardwareAccelerated ? Work<Lanes16>() : Vector256.IsHardwareAccelerated ? Work<Lanes8>() : Work<Lanes4>();

    private static double Work<TLanes>() where TLanes : unmanaged, ILanes<TLanes>
    {
        var (factor, term) = (TLanes.Broadcast(0.5f), TLanes.Broadcast(1));
        TLanes a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (var round = 0; round < Rounds; round++)
        {
            a = TLanes.MultiplyAdd(a, factor, term);
            b = TLanes.MultiplyAdd(b, factor, term);
            c = TLanes.MultiplyAdd(c, factor, term);
            d = TLanes.MultiplyAdd(d, factor, term);
            e = TLanes.MultiplyAdd(e, factor, term);
            f = TLanes.MultiplyAdd(f, factor, term);
            g = TLanes.MultiplyAdd(g, factor, term);
            h = TLanes.MultiplyAdd(h, factor, term);
            i = TLanes.MultiplyAdd(i, factor, term);
            j = TLanes.MultiplyAdd(j, factor, term);
            k = TLanes.MultiplyAdd(k, factor, term);
            l = TLanes.MultiplyAdd(l, factor, term);
        }

        Keep(a + b + c + d + (e + f + g + h) + (i + j + k + l));
        return 2.0 * Chains * TLanes.Count * Rounds;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<T>(T value) => GC.KeepAlive(value);
}
