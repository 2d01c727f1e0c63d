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

    /// <summary>A^t m, with what is added to all, at least as much as given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(
        Vector512<float> m0, Vector512<float> m1, Vector512<float> m2, Vector512<float> m3, Vector512<float> m4, Vector512<float> m5,
        Vector512<float> shift, Vector512<float> least, float* y0, float* y1, float* y2, float* y3)
    {
        var (near, nearSlope, far, farSlope) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
        Vector512.Max(m0 + near + far + shift, least).Store(y0);
        Vector512.Max(nearSlope + 2 * farSlope + shift, least).Store(y1);
        Vector512.Max(near + 4 * far + shift, least).Store(y2);
        Vector512.Max(nearSlope + 8 * farSlope + m5 + shift, least).Store(y3);
    }
}
