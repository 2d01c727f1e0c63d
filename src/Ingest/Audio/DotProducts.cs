using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hares.Ingest.Audio;

/// <summary>Sums of products over whole vectors: all lengths are multiples of the vector width.</summary>
internal static class DotProducts
{
    /// <summary>One row of weights with one stretch of samples.</summary>
    public static float One(ReadOnlySpan<float> weights, ref float samples)
    {
        ref var w = ref MemoryMarshal.GetReference(weights);
        var sum = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
            sum = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref w, i), Vector256.LoadUnsafe(ref samples, i), sum);
        return Vector256.Sum(sum);
    }

    /// <summary>
    /// Two rows of weights with each of four stretches of samples, <paramref name="stride"/> apart. Eight sums share six loads: a sum
    /// of its own needs two each, and loads are what limits the speed.
    /// </summary>
    public static (Vector128<float> A, Vector128<float> B) TwoByFour(
        ReadOnlySpan<float> weightsA, ReadOnlySpan<float> weightsB, ref float samples, int stride)
    {
        ref var wa = ref MemoryMarshal.GetReference(weightsA);
        ref var wb = ref MemoryMarshal.GetReference(weightsB);
        ref var x1 = ref Unsafe.Add(ref samples, stride);
        ref var x2 = ref Unsafe.Add(ref samples, 2 * stride);
        ref var x3 = ref Unsafe.Add(ref samples, 3 * stride);
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (nuint i = 0; i < (nuint)weightsA.Length; i += (nuint)Vector256<float>.Count)
        {
            var a = Vector256.LoadUnsafe(ref wa, i);
            var b = Vector256.LoadUnsafe(ref wb, i);
            var x = Vector256.LoadUnsafe(ref samples, i);
            a0 = Vector256.MultiplyAddEstimate(a, x, a0);
            b0 = Vector256.MultiplyAddEstimate(b, x, b0);
            x = Vector256.LoadUnsafe(ref x1, i);
            a1 = Vector256.MultiplyAddEstimate(a, x, a1);
            b1 = Vector256.MultiplyAddEstimate(b, x, b1);
            x = Vector256.LoadUnsafe(ref x2, i);
            a2 = Vector256.MultiplyAddEstimate(a, x, a2);
            b2 = Vector256.MultiplyAddEstimate(b, x, b2);
            x = Vector256.LoadUnsafe(ref x3, i);
            a3 = Vector256.MultiplyAddEstimate(a, x, a3);
            b3 = Vector256.MultiplyAddEstimate(b, x, b3);
        }

        return (Sums(a0, a1, a2, a3), Sums(b0, b1, b2, b3));
    }

    private static Vector128<float> Sums(Vector256<float> v0, Vector256<float> v1, Vector256<float> v2, Vector256<float> v3) =>
        Vector128.Create(Vector256.Sum(v0), Vector256.Sum(v1), Vector256.Sum(v2), Vector256.Sum(v3));
}
