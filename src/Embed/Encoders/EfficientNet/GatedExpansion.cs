using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Hares.Embed.Encoders.EfficientNet;

// B batch, K input channels, C = K times the expansion, (T, F) frames and bands, (T', F') those of the output
//   of each window (K, T, F) -> 1x1, SiLU -> (some channels, some rows) at a time -> depthwise, SiLU -> (C, T', F')
//     -> means (C) -> a factor for each channel -> times the maps (C, T', F')

/// <summary>
/// An <see cref="InvertedBottleneck"/> up to its last convolution in one pass, in inference on the CPU: the expanded map, six times its input, never lies in memory
/// as a whole, but is filtered where it was made, in the processor's cache. As operations of their own all that took 1.6 times as long.
/// </summary>
/// <param name="expansion">None where the input is filtered as it is.</param>
internal sealed unsafe class GatedExpansion(Expansion? expansion, DepthwiseFilter filter, ChannelGate gate)
{
    /// <summary>What a few rows may take: 128 KiB, a part of a processor's second cache.</summary>
    private const int FloatsAtOnce = 32 * 1024;

    public static bool Takes(Tensor input) =>
        Vector256.IsHardwareAccelerated && !is_grad_enabled() && input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32;

    /// <param name="input">(B, K, T, F), channels innermost.</param>
    /// <returns>(B, C, T', F'), channels innermost.</returns>
    public Tensor Of(Tensor input)
    {
        using var scope = NewDisposeScope();
        var places = input.permute(0, 2, 3, 1).contiguous();
        var (windows, frames, bands) = ((int)places.shape[0], (int)places.shape[1], (int)places.shape[2]);
        var maps = empty(windows, filter.Outputs(frames), filter.Outputs(bands), filter.Channels);
        Parallel.For(0, windows, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, window =>
        {
            var output = Window(maps, window);
            Span<double> sums = stackalloc double[filter.Channels];
            sums.Clear();
            Filter(Window(places, window), frames, bands, output, sums);
            Gate(output, sums);
        });
        return maps.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    private static Span<float> Window(Tensor tensor, int window)
    {
        var all = tensor.Floats();
        var size = all.Length / (int)tensor.shape[0];
        return all.Slice(window * size, size);
    }

    private void Filter(ReadOnlySpan<float> input, int frames, int bands, Span<float> output, Span<double> sums)
    {
        var together = expansion?.Together ?? filter.Channels;
        var outputFrames = filter.Outputs(frames);
        var outputsAtOnce = Math.Clamp((FloatsAtOnce / ((bands + 2 * filter.Padding) * together) - filter.Kernel) / filter.Stride + 1, 1, outputFrames);
        using var rows = new PaddedRows((outputsAtOnce - 1) * filter.Stride + filter.Kernel, bands, filter.Padding, together);
        fixed (float* x = input, y = output)
        fixed (double* sum = sums)
        {
            for (var channel = 0; channel < filter.Channels; channel += together)
            {
                rows.Clear();
                for (var first = 0; first < outputFrames; first += outputsAtOnce)
                {
                    var end = Math.Min(first + outputsAtOnce, outputFrames);
                    var isNew = rows.MoveTo(filter.Seen(first, end, frames));
                    if (expansion is null)
                        rows.Copy(x, isNew);
                    else
                        expansion.Write(x, isNew, channel, rows);
                    filter.Write(rows, frames, first, end, channel, y, sum);
                }
            }
        }
    }

    private void Gate(Span<float> output, ReadOnlySpan<double> sums)
    {
        Span<float> means = stackalloc float[sums.Length], factors = stackalloc float[sums.Length];
        for (var channel = 0; channel < sums.Length; channel++)
            means[channel] = (float)(sums[channel] * sums.Length / output.Length);
        gate.Write(means, factors);
        for (var place = 0; place < output.Length; place += factors.Length)
            TensorPrimitives.Multiply(output.Slice(place, factors.Length), factors, output.Slice(place, factors.Length));
    }
}
