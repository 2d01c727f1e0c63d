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
    private const int ValuesAtOnce = 1024; // about; a call for fewer takes longer to start than to compute
    private const int SummedInFloat = 64;

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
        float[] scales = new float[channels], offsets = new float[channels];
        for (var start = 0; start < all.Length; start += size)
        {
            var window = all.Slice(start, size);
            var (means, variances) = Moments(window, channels, (int)norm.num_groups);
            for (var c = 0; c < channels; c++)
            {
                var scale = gain[c] / Math.Sqrt(variances[c] + norm.eps);
                (scales[c], offsets[c]) = ((float)scale, (float)(shift[c] - means[c] * scale));
            }

            var (rowScales, rowOffsets) = (Row(scales), Row(offsets));
            for (var i = 0; i < size; i += rowScales.Length)
            {
                var row = window.Slice(i, Math.Min(rowScales.Length, size - i));
                TensorPrimitives.MultiplyAdd(row, rowScales.AsSpan(0, row.Length), rowOffsets.AsSpan(0, row.Length), row);
                if (sum is not null)
                    TensorPrimitives.Add(row, added.Slice(start + i, row.Length), row);
                if (activation == Activation.Relu)
                    TensorPrimitives.Max(row, 0, row);
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
            variances[c] = variances[c] / places - Square(means[c] - (float)means[c]);

        var width = channels / groups;
        for (var group = 0; group < groups && width > 1; group++)
        {
            var ofMeans = means.AsSpan(group * width, width);
            var ofVariances = variances.AsSpan(group * width, width);
            var mean = TensorPrimitives.Average<double>(ofMeans);
            for (var c = 0; c < width; c++)
                ofVariances[c] += Square(ofMeans[c] - mean);
            ofVariances.Fill(TensorPrimitives.Average<double>(ofVariances));
            ofMeans.Fill(mean);
        }

        return (means, variances);
    }

    /// <summary>For each channel the sum of its values, or of the squares of their distances from a centre.</summary>
    private static double[] Sums(ReadOnlySpan<float> window, float[] centres, bool squared = false)
    {
        var sums = new double[centres.Length];
        var rowCentres = Row(centres);
        float[] part = new float[rowCentres.Length], differences = new float[rowCentres.Length];
        for (var (i, rows) = (0, 1); i < window.Length; i += part.Length, rows++)
        {
            var row = window.Slice(i, Math.Min(part.Length, window.Length - i));
            var sum = part.AsSpan(0, row.Length);
            if (squared)
            {
                var difference = differences.AsSpan(0, row.Length);
                TensorPrimitives.Subtract(row, rowCentres.AsSpan(0, row.Length), difference);
                TensorPrimitives.MultiplyAdd(difference, difference, sum, sum);
            }
            else
            {
                TensorPrimitives.Add(sum, row, sum);
            }

            if (rows % SummedInFloat == 0 || i + row.Length == window.Length)
            {
                for (var start = 0; start < part.Length; start += sums.Length)
                {
                    for (var c = 0; c < sums.Length; c++)
                        sums[c] += part[start + c];
                }

                Array.Clear(part);
            }
        }

        return sums;
    }

    /// <summary>The values of all channels again and again, for as many places as are taken at once.</summary>
    private static float[] Row(float[] ofChannels)
    {
        var row = new float[Math.Max(1, ValuesAtOnce / ofChannels.Length) * ofChannels.Length];
        for (var start = 0; start < row.Length; start += ofChannels.Length)
            ofChannels.CopyTo(row, start);
        return row;
    }

    private static double Square(double value) => value * value;

    private static Span<float> Values(Tensor tensor) =>
        MemoryMarshal.Cast<byte, float>((tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1) : tensor).bytes);
}
