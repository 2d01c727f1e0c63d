using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn.Filters;

/// <summary>F(4, 3) along one axis, at the points 0, 1, -1, 2, -2 and infinity: six places seen, six values multiplied, four places written.</summary>
internal static unsafe class FourOfThree
{
    public const int Seen = 6, Written = 4;

    /// <summary>What makes the six values of a kernel of three.</summary>
    public static Tensor OfKernel => tensor(
        new[]
        {
            1 / 4f, 0, 0,
            -1 / 6f, -1 / 6f, -1 / 6f,
            -1 / 6f, 1 / 6f, -1 / 6f,
            1 / 24f, 1 / 12f, 1 / 6f,
            1 / 24f, -1 / 12f, 1 / 6f,
            0, 0, 1,
        },
        [Seen, 3]);

    /// <summary>B^t d.</summary>
    /// <param name="step">From one value to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(
        Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, Vector512<float> d4, Vector512<float> d5, float* values, int step)
    {
        var (even, odd) = (d4 - 4 * d2, d3 - 4 * d1);
        var (nearEven, nearOdd) = (d4 - d2, 2 * (d3 - d1));
        (4 * d0 - 5 * d2 + d4).Store(values);
        (even + odd).Store(values + step);
        (even - odd).Store(values + 2 * step);
        (nearEven + nearOdd).Store(values + 3 * step);
        (nearEven - nearOdd).Store(values + 4 * step);
        (4 * d1 - 5 * d3 + d5).Store(values + 5 * step);
    }

    /// <summary>A^t m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Sums(
        Vector512<float> m0, Vector512<float> m1, Vector512<float> m2, Vector512<float> m3, Vector512<float> m4, Vector512<float> m5)
    {
        var (near, nearSlope, far, farSlope) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
        return (m0 + near + far, nearSlope + 2 * farSlope, near + 4 * far, nearSlope + 8 * farSlope + m5);
    }
}
