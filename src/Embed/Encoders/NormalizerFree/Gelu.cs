using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>
/// GELU in its tanh form, JAX's default. Its variance-preserving constant <see cref="Gamma"/> belongs to the weights of the convolution that follows
/// (<see cref="WsConv2d"/>), so it is not applied here.
/// </summary>
/// <remarks>
/// In inference on the CPU it is computed here, in one pass, as x / (1 + exp(-2u)) with u = sqrt(2/pi) (x + 0.044715 x^3): the same function as
/// x/2 (1 + tanh u).
/// </remarks>
internal static class Gelu
{
    /// <summary>What a unit normal input's GELU is multiplied by to have unit variance again (google-deepmind/slowfast_nfnets base.py).</summary>
    public const double Gamma = 1.7015043497085571;

    private const float Cubic = 0.044715f;
    private const float Slope = 1.5957691216f; // 2 sqrt(2 / pi)

    public static Tensor Of(Tensor input)
    {
        if (!IsManaged(input))
            return input.gelu(GELU.Approximate.tanh);
        var output = empty_like(input);
        Apply(input, output);
        return output;
    }

    /// <summary>The same in the input's own memory where no gradient is wanted; the caller may not use the input any more.</summary>
    public static Tensor OfTemporary(Tensor input)
    {
        if (is_grad_enabled())
            return Of(input);
        if (!IsManaged(input))
            return input.gelu_(GELU.Approximate.tanh);
        Apply(input, input);
        return input;
    }

    /// <summary>Both spans may be the same.</summary>
    public static void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var whole = input.Length - input.Length % Vector512<float>.Count;
        for (var i = 0; i < whole; i += Vector512<float>.Count)
            Of(Vector512.Create(input[i..])).CopyTo(output[i..]);

        Span<float> rest = stackalloc float[Vector512<float>.Count];
        rest.Clear();
        input[whole..].CopyTo(rest);
        Of(Vector512.Create<float>(rest)).CopyTo(rest);
        rest[..(input.Length - whole)].CopyTo(output[whole..]);
    }

    public static Vector512<float> Of(Vector512<float> x) =>
        Logistic.Times(x, x * Vector512.FusedMultiplyAdd(x * x, Vector512.Create(Slope * Cubic), Vector512.Create(Slope)));

    private static void Apply(Tensor input, Tensor output)
    {
        if (input.dtype == bfloat16)
            Bfloat16Gelu.Apply(Values<ushort>(input), Values<ushort>(output));
        else
            Apply(Values<float>(input), Values<float>(output));
    }

    private static bool IsManaged(Tensor tensor) =>
        !is_grad_enabled() && tensor.device_type == TorchSharp.DeviceType.CPU && InMemoryOrder(tensor).is_contiguous();

    private static Span<T> Values<T>(Tensor tensor) where T : struct => MemoryMarshal.Cast<byte, T>(InMemoryOrder(tensor).bytes);

    private static Tensor InMemoryOrder(Tensor tensor) => tensor.is_contiguous() ? tensor : tensor.permute(0, 2, 3, 1);
}
