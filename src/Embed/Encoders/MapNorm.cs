using System.Numerics.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Hares.Embed.Encoders;

// B batch, C channels, R = T x F places, each of C values next to each other

/// <summary>
/// Layer and instance norm of (B, C, T, F) with the channels innermost, in inference on the CPU, the sum with another tensor and ReLU in the same
/// pass. libtorch's group norm, which both are, took several times as long in this layout. What it keeps of the channels lies on the stack: arrays for every
/// map of every window kept the garbage collector busy.
/// </summary>
internal static class MapNorm
{
    private const int PlacesToGuessBy = 16;

    /// <summary>Whether the maps are such, their channels as many as fit into <see cref="MapColumns"/>, or a multiple of that.</summary>
    public static bool Takes(Tensor maps) =>
        !is_grad_enabled() && maps.device_type == DeviceType.CPU && maps.dtype == ScalarType.Float32 && maps.permute(0, 2, 3, 1).is_contiguous()
        && (maps.shape[1] % MapColumns.AtOnce == 0 || MapColumns.AtOnce % maps.shape[1] == 0);

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
        var columns = Math.Max(channels, MapColumns.AtOnce); // where there are fewer channels, several places side by side
        Span<float> scales = stackalloc float[columns], offsets = stackalloc float[columns];
        Span<double> means = stackalloc double[channels], variances = stackalloc double[channels];
        for (var start = 0; start < all.Length; start += size)
        {
            var window = all.Slice(start, size);
            Moments(window, (int)norm.num_groups, means, variances);
            for (var column = 0; column < columns; column++)
            {
                var c = column % channels;
                var scale = gain[c] / Math.Sqrt(variances[c] + norm.eps);
                (scales[column], offsets[column]) = ((float)scale, (float)(shift[c] - means[c] * scale));
            }

            MapColumns.Scale(window, scales, offsets, sum is null ? default : added.Slice(start, size), activation == Activation.Relu);
        }

        return maps;
    }

    /// <summary>
    /// For each channel the mean and the variance of its group: from the distances to a guess at the channel's mean, and their squares, in one pass. The guess is
    /// near enough that their difference has nearly all digits of the variance.
    /// </summary>
    private static void Moments(ReadOnlySpan<float> window, int groups, Span<double> means, Span<double> variances)
    {
        var channels = means.Length;
        var places = window.Length / channels;
        var columns = Math.Max(channels, MapColumns.AtOnce);
        Span<float> guesses = stackalloc float[columns];
        Guess(window, channels, guesses);
        Span<double> sums = stackalloc double[columns], squares = stackalloc double[columns];
        sums.Clear();
        squares.Clear();
        MapColumns.AddDistances(window, guesses, sums, squares);
        means.Clear();
        variances.Clear();
        for (var column = 0; column < columns; column++)
        {
            means[column % channels] += sums[column] / places;
            variances[column % channels] += squares[column] / places;
        }

        for (var c = 0; c < channels; c++)
        {
            variances[c] = Math.Max(0, variances[c] - Square(means[c]));
            means[c] += guesses[c];
        }

        var width = channels / groups;
        for (var group = 0; group < groups && width > 1; group++)
        {
            var ofMeans = means.Slice(group * width, width);
            var ofVariances = variances.Slice(group * width, width);
            var mean = TensorPrimitives.Average<double>(ofMeans);
            for (var c = 0; c < width; c++)
                ofVariances[c] += Square(ofMeans[c] - mean);
            ofVariances.Fill(TensorPrimitives.Average<double>(ofVariances));
            ofMeans.Fill(mean);
        }
    }

    /// <summary>For each column, which are as many channels or several times those, the mean of some places, as far from one another as may be.</summary>
    private static void Guess(ReadOnlySpan<float> window, int channels, Span<float> guesses)
    {
        var places = window.Length / channels;
        var seen = Math.Min(places, PlacesToGuessBy);
        var ofPlace = guesses[..channels];
        ofPlace.Clear();
        for (var i = 0; i < seen; i++)
            TensorPrimitives.Add(ofPlace, window.Slice((int)((long)i * places / seen) * channels, channels), ofPlace);
        TensorPrimitives.Divide(ofPlace, seen, ofPlace);
        for (var column = channels; column < guesses.Length; column += channels)
            ofPlace.CopyTo(guesses[column..]);
    }

    private static double Square(double value) => value * value;

    private static Span<float> Values(Tensor tensor) =>
        (tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1) : tensor).Floats();
}
