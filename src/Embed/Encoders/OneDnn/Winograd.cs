using Hares.Embed.Encoders.OneDnn.Filters;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

// B windows, I input channels, O output channels, (T, F) frames and bands of the input, (T', F') of the output, s the stride over bands, V values a tile
//   input (B, I, T, F) -> as maps of F / s bands of s I channels, so that the stride is 1
//   -> of each tile the places that it sees, d: B^t d -> (tiles, V, s I)
//   -> a product with (s I, O) weights for each of the V values -> (tiles, V, O)
//   -> of each tile's values, m: A^t m, the places that it writes -> output (B, O, T', F')

/// <summary>
/// A convolution by Winograd's minimal filtering, which multiplies half to two thirds as often as the direct form, 3x3 kernels a third as often. Lavin and
/// Gray 2015, arXiv 1509.09308, section 4. The products are a 1x1 convolution of oneDNN in as many groups as there are values, the sums before and
/// after them our own (<see cref="MinimalFilter"/>). Owns its weights.
/// </summary>
/// <remarks>
/// A stride over bands that divides the kernel is taken out first: so many bands that lie next to each other in memory count as one of so many times the
/// channels, and the kernel is shorter by that factor.
/// Against float64, the greatest error at 64 to 512 channels is 1.4 to 2.8 times that of oneDNN's direct form for 3x3 kernels, 2.5 to 2.9 times for three in a
/// line (both weigh places by up to 5 and products by up to 8), 0.6 to 1.5 times for pairs.
/// </remarks>
internal sealed unsafe class Winograd : IDisposable
{
    /// <summary>Taken together: few, so that their values stay in the processor's cache, but enough to share the reading of the weights.</summary>
    private const int BlockTiles = 256;

    private const int LeastChannels = 32;

    private readonly Tensor _plain;
    private readonly MinimalFilter _filter;
    private readonly int _inputs, _outputs, _stride;
    private readonly FusedConvolution _products;
    private readonly Lock _transforming = new();
    private PackedWeights? _weights; // from the first input on, instead of the plain ones
    private Tensor? _zeros; // the products' bias, which they cannot do without; likewise

    /// <param name="plain">The weights, (O, I, kT, kF), of a kind that <see cref="Takes"/> names; let go at the first input.</param>
    /// <param name="stride">Likewise.</param>
    public Winograd(Tensor plain, (long Time, long Frequency) stride)
    {
        (_plain, _stride, _filter) = (plain, (int)stride.Frequency, FilterOf(plain, stride)!);
        (_outputs, _inputs) = ((int)plain.shape[0], (int)plain.shape[1] * _stride);
        _products = new((1, 1), (0, 0), _filter.Values, Activation.None);
    }

    /// <summary>Whether a convolution is of such a kind, on this processor, and takes less time this way.</summary>
    public static bool Takes(Tensor weight, (long Time, long Frequency) stride, long groups) =>
        FusedConvolution.Takes(weight) && weight.dtype == ScalarType.Float32 && groups == 1 && FilterOf(weight, stride) is not null
        && weight.shape is [var outputs, var inputs, ..]
        && inputs >= LeastChannels && inputs % MinimalFilter.Lanes == 0 && outputs % MinimalFilter.Lanes == 0;

    /// <param name="input">(B, I, T, F), channels innermost.</param>
    /// <param name="padding">Zeros on both sides.</param>
    /// <param name="bias">(O).</param>
    /// <param name="isRectified">Whether ReLU follows.</param>
    /// <returns>(B, O, T', F'), channels innermost.</returns>
    public Tensor Of(Tensor input, (long Time, long Frequency) padding, Tensor bias, bool isRectified)
    {
        using var scope = NewDisposeScope();
        if (_stride > 1 && padding.Frequency > 0)
            (input, padding) = (nn.functional.pad(input, [padding.Frequency, padding.Frequency]), (padding.Time, 0));
        var maps = input.permute(0, 2, 3, 1).contiguous();
        var unstrided = Unstrided(maps);
        var steps = (unstrided.stride(0), unstrided.stride(1));
        var tiles = new WinogradTiles(
            _filter, (int)unstrided.shape[0], (int)unstrided.shape[1], (int)unstrided.shape[2], ((int)padding.Time, (int)padding.Frequency));
        var output = empty(tiles.Windows, tiles.OutputFrames, tiles.OutputBands, _outputs);
        var blocks = (tiles.Count + BlockTiles - 1) / BlockTiles;
        var block = (int)((tiles.Count + blocks - 1) / blocks);
        var values = empty(1, 1, block, _filter.Values * _inputs); // what the last block leaves of the one before is multiplied once more, for nothing
        var rows = values.permute(0, 3, 1, 2);
        var (transformed, zeros) = Weights();
        var weights = transformed.For(_products, rows);
        float* x = maps.Pointer(), y = output.Pointer(); // no spans: ten minutes of waveform are more than they can show
        fixed (float* v = values.Floats(), b = bias.Floats())
        {
            for (var first = 0L; first < tiles.Count; first += block)
            {
                var count = (int)Math.Min(block, tiles.Count - first);
                tiles.Read(x, steps, first, count, _inputs, v);
                using var products = _products.Of(rows, weights, zeros);
                using var turned = products.permute(0, 2, 3, 1); // a handle of its own: left to the scope, it would keep every block's products till the end
                fixed (float* m = turned.Floats())
                    tiles.Write(m, first, count, _outputs, b, isRectified, y);
            }
        }

        return output.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _zeros?.Dispose();
        _weights?.Dispose();
        _plain.Dispose();
    }

    private static MinimalFilter? FilterOf(Tensor weight, (long Time, long Frequency) stride) =>
        weight.shape is [_, _, var time, var frequency] && stride.Time == 1 && frequency % stride.Frequency == 0
            ? MinimalFilter.For((time, frequency / stride.Frequency))
            : null;

    /// <summary>What the products are made with. Where there is no memory for it, everything stays as it was: a smaller batch may leave enough.</summary>
    private (PackedWeights Transformed, Tensor Zeros) Weights()
    {
        lock (_transforming)
        {
            _zeros ??= zeros(_filter.Values * _outputs).DetachFromDisposeScope();
            if (_weights is null)
            {
                _weights = new(Transformed(_plain));
                _plain.Dispose();
            }

            return (_weights, _zeros);
        }
    }

    /// <summary>Every kernel's values.</summary>
    /// <returns>(V O, s I, 1, 1), the values outermost.</returns>
    private Tensor Transformed(Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var unstrided = weight.unflatten(3, [-1, _stride]).permute(2, 3, 0, 4, 1).flatten(0, 1).flatten(1); // (kT kF / s, O s I)
        return ChannelsLast.Of(mm(_filter.OfKernel, unstrided).view(-1, _inputs, 1, 1)).DetachFromDisposeScope();
    }

    /// <summary>What is left over at the last bands is seen by no kernel.</summary>
    /// <param name="maps">(B, T, F, I).</param>
    /// <returns>(B, T, F / s, s I), the same memory.</returns>
    private Tensor Unstrided(Tensor maps)
    {
        var bands = maps.shape[2] / _stride;
        return maps.narrow(2, 0, bands * _stride).view(maps.shape[0], maps.shape[1], bands, _inputs);
    }
}
