using System.Runtime.InteropServices;
using TorchSharp;

namespace Hares.Probe.Protocols.Convex;

/// <summary>Copies tensors out to managed memory.</summary>
internal static class TensorValues
{
    /// <summary>The elements of a float tensor in row-major order.</summary>
    public static float[] ToFloats(this torch.Tensor tensor)
    {
        using var contiguous = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(contiguous.bytes).ToArray(); // data<T>() copies one element at a time, each with calls to libtorch
    }
}
