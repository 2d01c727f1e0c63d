using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Hares.Embed;

/// <summary>What lies in a tensor's memory.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The values of a contiguous float32 tensor on the CPU, where they lie; valid as long as the tensor is.</summary>
    /// <exception cref="ArgumentException">They take 2 GiB or more.</exception>
    public static Span<float> Floats(this torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>Where the first value of such a tensor lies, however many there are; none where there are none.</summary>
    public static float* Pointer(this torch.Tensor tensor)
    {
        using var all = tensor.view(-1);
        using var first = all.narrow(0, 0, Math.Min(1, all.shape[0]));
        return (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
