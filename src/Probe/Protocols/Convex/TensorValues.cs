using System.Runtime.InteropServices;
using TorchSharp;

namespace Hares.Probe.Protocols.Convex;

/// <summary>Copies tensors out to managed memory.</summary>
internal static class TensorValues
{
    /// <summary>The elements of a tensor in row-major order, rounded to single precision.</summary>
    public static float[] ToFloats(this torch.Tensor tensor)
    {
        using var floats = tensor.to_type(torch.ScalarType.Float32);
        using var contiguous = floats.contiguous();
        return MemoryMarshal.Cast<byte, float>(contiguous.bytes).ToArray(); // data<T>() copies one element at a time, each with calls to libtorch
    }
}
