using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Hares.Embed.Encoders;

// B batch, C channels, R = T x F places, each of C values next to each other

/// <summary>
/// Layer and instance norm of (B, C, T, F) with the channels innermost, in inference on the CPU, the sum with another tensor and ReLU in the same
/// pass. libtorch's group norm, which both are, took several times as long in this layout.
/// </summary>
internal static class MapNorm
{
    private const int PlacesSummedInFloat = 64;

    public static bool Takes(Tensor maps) =>
        !is_grad_enabled() && maps.device_type == DeviceType.CPU && maps.dtype == ScalarType.Float32 && maps.permute(0, 2, 3, 1).is_contiguous();

    /// <summary>Normalises in place.</summary>
    /// <param name="activation">None or ReLU.</param>
    /// <param name="sum">What is added to the normalised maps before the activation, of the same shape and layout.</param>
    public static Tensor Here(Tensor maps, GroupNorm norm, Activation activation, Tensor? sum = null)
    {
        var channels = (int)maps.shape[1];
        var all = Values(maps);
        var added = sum is null ? default : Values(sum);
        var gain = Values(norm.weight!);
        var shift = Values(norm.bias!);
        var size = all.Length / (int)maps.shape[0];
        Span<float> scales = new float[channels], offsets = new float[channels];
        for (var start = 0; start < all.Length; start += size)
        {
            var window = all.Slice(start, size);
            var (means, variances) = Moments(window, channels, (int)norm.num_groups);
            for (var c = 0; c < channels; c++)
            {
                var scale = gain[c] / Math.Sqrt(variances[c] + norm.eps);
                (scales[c], offsets[c]) = ((float)scale, (float)(shift[c] - means[c] * scale));
            }

            for (var i = 0; i < size; i += channels)
            {
                var place = window.Slice(i, channels);
                TensorPrimitives.MultiplyAdd(place, scales, offsets, place);
                if (sum is not null)
                    TensorPrimitives.Add(place, added.Slice(start + i, channels), place);
                if (activation == Activation.Relu)
                    TensorPrimitives.Max(place, 0, place);
            }
        }

        return maps;
    }

    /// <summary>For each channel the mean and the variance of its group.</summary>
    private static (double[] Means, double[] Variances) Moments(ReadOnlySpan<float> window, int channels, int groups)
    {
        var places = window.Length / channels;
        var means = Sums(window, new float[channels]);
        TensorPrimitives.Divide(means, places, means);
        var variances = Sums(window, [.. means.Select(mean => (float)mean)], squared: true); // around the mean as rounded here
        for (var c = 0; c < channels; c++)
            variances[c] = variances[c] / places - Math.Pow(means[c] - (float)means[c], 2);

        var width = channels / groups;
        for (var group = 0; group < groups && width > 1; group++)
        {
            var ofMeans = means.AsSpan(group * width, width);
            var ofVariances = variances.AsSpan(group * width, width);
            var mean = TensorPrimitives.Average<double>(ofMeans);
            for (var c = 0; c < width; c++)
                ofVariances[c] += Math.Pow(ofMeans[c] - mean, 2);
            ofVariances.Fill(TensorPrimitives.Average<double>(ofVariances));
            ofMeans.Fill(mean);
        }

        return (means, variances);
    }

    /// <summary>For each channel the sum of its values, or of the squares of their distances from a centre.</summary>
    private static double[] Sums(ReadOnlySpan<float> window, ReadOnlySpan<float> centres, bool squared = false)
    {
        var channels = centres.Length;
        var sums = new double[channels];
        Span<float> part = new float[channels], difference = new float[channels];
        for (var i = 0; i < window.Length; i += channels)
        {
            var place = window.Slice(i, channels);
            if (squared)
            {
                TensorPrimitives.Subtract(place, centres, difference);
                TensorPrimitives.MultiplyAdd(difference, difference, part, part);
            }
            else
            {
                TensorPrimitives.Add(part, place, part);
            }

            if ((i / channels + 1) % PlacesSummedInFloat == 0 || i + channels == window.Length)
            {
                for (var c = 0; c < channels; c++)
                    sums[c] += part[c];
                part.Clear();
            }
        }

        return sums;
    }

    private static Span<float> Values(Tensor tensor) =>
        MemoryMarshal.Cast<byte, float>((tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1) : tensor).bytes);
}
