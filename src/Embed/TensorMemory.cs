using System.Runtime.InteropServices;
using TorchSharp;

namespace Hares.Embed;

/// <summary>What lies in a tensor's memory.</summary>
internal static class TensorMemory
{
    /// <summary>The values of a contiguous float32 tensor on the CPU, where they lie; valid as long as the tensor is.</summary>
    public static Span<float> Floats(this torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
