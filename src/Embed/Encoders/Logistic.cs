using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders;

/// <summary>The logistic function, 1 / (1 + exp(-u)), of which SiLU and the tanh form of GELU are made; libtorch's take a multiple of the time.</summary>
internal static class Logistic
{
    private const float Log2OfE = 1.44269504f;
    private const float Limit = 87; // exp of more is no float

    /// <summary>x / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> x) => Times(x, x);

    /// <summary>
    /// x / (1 + exp(-u)). The exponential is 2^f / 2^n with n whole and |f| at most a half, and 2^f the polynomial of degree five whose greatest relative error
    /// is least (Remez; 1.5e-7 with its first coefficient put to one).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Times(Vector512<float> x, Vector512<float> u)
    {
        var limited = Vector512.MinNative(Vector512.MaxNative(u, Vector512.Create(-Limit)), Vector512.Create(Limit));
        var n = Vector512.Round(limited * Vector512.Create(Log2OfE));
        var f = Vector512.FusedMultiplyAdd(limited, Vector512.Create(-Log2OfE), n);
        var power = Vector512.Create(0.0013276472f);
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(0.009675541f));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(0.05550713f));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(0.2402212f));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(0.69314694f));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512<float>.One);
        var exponent = Vector512.ShiftLeft(Vector512.ConvertToInt32Native(n), 23);
        return x / (Vector512<float>.One + (power.AsInt32() - exponent).AsSingle());
    }
}
