using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>16 channels: five times as many sums, and what goes into them, are what sixteen registers of 256 bits hold.</summary>
internal readonly unsafe struct Channels16(Vector512<float> values) : IChannels<Channels16>
{
    private readonly Vector512<float> _values = values;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Channels16 At(float* values) => new(Vector512.Load(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Channels16 MultiplyAdd(float* factor, Channels16 sum) => new(Vector512.FusedMultiplyAdd(_values, Vector512.Create(*factor), sum._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreSilu(float* values) => Logistic.Silu(_values).Store(values);
}
