using TorchSharp;

namespace Hares.Probe.Protocols.Quick;

/// <summary>Copies tensors out to managed memory.</summary>
internal static class TensorValues
{
    /// <summary>The elements of a float tensor in row-major order.</summary>
    public static float[] ToFloats(this torch.Tensor tensor)
    {
        using var contiguous = tensor.contiguous();
        return contiguous.data<float>().ToArray();
    }
}
