using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>
/// A convolution of oneDNN, the library below libtorch's own on the CPU, that applies ReLU, SiLU or GELU, and adds the output to a tensor where asked to,
/// while its results are still in registers; and whose weights are laid out once as the processor's kernel wants them. Channels are innermost.
/// </summary>
/// <remarks>
/// libtorch has these operations for its own compiler; TorchSharp has no call for them, but TorchScript reaches them. There is one script for each
/// combination of settings, kept for the process: numbers are part of the script because the garbage collector may free
/// those that TorchSharp hands over.
/// </remarks>
internal sealed record FusedConvolution(
    (long Time, long Frequency) Stride, (long Time, long Frequency) Padding, long Groups, Activation Activation)
{
    private static readonly ConcurrentDictionary<FusedConvolution, jit.ScriptModule> Scripts = new();

    private jit.ScriptModule Script => Scripts.GetOrAdd(this, settings => jit.load(ScriptArchive.Of(settings.Code())));

    private string Shape => $"[{Padding.Time}, {Padding.Frequency}], [{Stride.Time}, {Stride.Frequency}], [1, 1], {Groups}";

    private string Function => Activation switch
    {
        Activation.None => "none",
        Activation.Relu => "relu",
        Activation.Silu => "swish",
        Activation.Gelu => "gelu",
        _ => throw new InvalidOperationException($"{Activation} cannot be fused into a convolution."),
    };

    /// <summary>The product of an <see cref="Unfolding"/>.</summary>
    public static FusedConvolution Product(Activation activation) => new((1, 1), (0, 0), 1, activation);

    /// <summary>Whether oneDNN computes with such weights on this processor: float32 on every x64, bfloat16 where it multiplies that.</summary>
    public static bool Takes(Tensor weight) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 && weight.device_type == DeviceType.CPU
        && (weight.dtype == ScalarType.Float32 || (weight.dtype == ScalarType.BFloat16 && Processor.MultipliesBfloat16));

    /// <param name="weight">(O, I/G, kT, kF).</param>
    /// <returns>A copy for oneDNN, not packed yet.</returns>
    public Tensor Import(Tensor weight) => Script.invoke<Tensor>("take", weight);

    /// <param name="weight">Imported, or packed for another shape.</param>
    /// <param name="like">What the convolution will see, in its shape.</param>
    /// <returns>The weights in a layout of oneDNN's own, which only <see cref="Of"/> and <see cref="AddedTo"/> can read.</returns>
    public Tensor Pack(Tensor weight, Tensor like) => Script.invoke<Tensor>("pack", weight, like);

    /// <summary>
    /// What tells one layout of oneDNN's from another: its own description, a struct of 64-bit numbers, none of which needs more than 32 bits here, and a
    /// few of 32 bits beside four bytes of padding, which hold whatever was in memory.
    /// </summary>
    public uint[] LayoutOf(Tensor packed)
    {
        using var description = Script.invoke<Tensor>("layout", packed);
        var words = MemoryMarshal.Cast<byte, ulong>(description.bytes);
        var numbers = new uint[words.Length];
        for (var i = 0; i < words.Length; i++)
            numbers[i] = (uint)(i == 0 ? words[i] >> 32 : words[i]); // the first one's padding comes before it
        return numbers;
    }

    public Tensor Of(Tensor input, Tensor packed, Tensor bias) => Script.invoke<Tensor>("convolve", input, packed, bias);

    /// <summary>The activation, none or ReLU, of the sum, in the memory of <paramref name="sum"/>.</summary>
    public Tensor AddedTo(Tensor sum, Tensor input, Tensor packed, Tensor bias) => Script.invoke<Tensor>("add", sum, input, packed, bias);

    private string Code()
    {
        var algorithm = Activation == Activation.Gelu ? "\"none\"" : "None"; // no algorithm but the error function itself
        var ofSum = Activation == Activation.None ? "None" : $"\"{Function}\"";
        return $"""
            class Operation(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def take(self: __torch__.Operation, weight: Tensor) -> Tensor:
                return torch.to_mkldnn(weight)
              def pack(self: __torch__.Operation, weight: Tensor, like: Tensor) -> Tensor:
                return torch.mkldnn_reorder_conv2d_weight(weight, {Shape}, torch.size(like))
              def layout(self: __torch__.Operation, weight: Tensor) -> Tensor:
                return ops.mkldnn._get_mkldnn_serialized_md(weight)
              def convolve(self: __torch__.Operation, input: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
                return ops.mkldnn._convolution_pointwise(input, weight, bias, {Shape}, "{Function}", annotate(List[Optional[number]], []), {algorithm})
              def add(self: __torch__.Operation, sum: Tensor, input: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
                return ops.mkldnn._convolution_pointwise_(sum, input, weight, bias, {Shape}, "add", 1., {ofSum}, annotate(List[Optional[number]], []), None)

            """;
    }
}
