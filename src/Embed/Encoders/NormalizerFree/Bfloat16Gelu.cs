using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary><see cref="Gelu"/> of bfloat16, given as its 16 bits: computed in float32, rounded to the nearest, of two the even.</summary>
internal static class Bfloat16Gelu
{
    private const ushort NaN = 0x7FC0;

    /// <summary>Both spans may be the same.</summary>
    public static void Apply(ReadOnlySpan<ushort> input, Span<ushort> output)
    {
        var whole = input.Length - input.Length % Vector512<ushort>.Count;
        for (var i = 0; i < whole; i += Vector512<ushort>.Count)
            Of(Vector512.Create(input[i..])).CopyTo(output[i..]);

        Span<ushort> rest = stackalloc ushort[Vector512<ushort>.Count];
        rest.Clear();
        input[whole..].CopyTo(rest);
        Of(Vector512.Create<ushort>(rest)).CopyTo(rest);
        rest[..(input.Length - whole)].CopyTo(output[whole..]);
    }

    private static Vector512<ushort> Of(Vector512<ushort> bits)
    {
        var (lower, upper) = Vector512.Widen(bits);
        return Vector512.Narrow(Rounded(Gelu.Of(Float(lower))), Rounded(Gelu.Of(Float(upper))));
    }

    /// <summary>bfloat16 is the upper half of float32.</summary>
    private static Vector512<float> Float(Vector512<uint> bits) => Vector512.ShiftLeft(bits, 16).AsSingle();

    private static Vector512<uint> Rounded(Vector512<float> value)
    {
        var bits = value.AsUInt32();
        var isOdd = Vector512.ShiftRightLogical(bits, 16) & Vector512<uint>.One;
        var rounded = Vector512.ShiftRightLogical(bits + Vector512.Create(0x7FFFu) + isOdd, 16);
        return Vector512.ConditionalSelect(Vector512.Equals(value, value).AsUInt32(), rounded, Vector512.Create((uint)NaN));
    }
}
