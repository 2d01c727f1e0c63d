using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

// B windows, I input channels, O output channels, (T, F) frames and bands of the input, (T', F') of the output
//   input (B, I, T, F) -> of each tile the 4x4 places that it sees, d: B^t d B -> (tiles, 16, I)
//   -> a product with (I, O) weights for each of the 16 values -> (tiles, 16, O)
//   -> of each tile's values, m: A^t m A, the 2x2 places that it writes -> output (B, O, T', F')

/// <summary>
/// A 3x3 convolution of stride 1 by Winograd's minimal filtering F(2x2, 3x3), which multiplies 16 times for four outputs instead of 36: Lavin and Gray
/// 2015, arXiv 1509.09308, section 4.1. The products are a 1x1 convolution of oneDNN in 16 groups, the sums before and after them our own
/// (<see cref="WinogradTiles"/>). Owns its weights.
/// </summary>
/// <remarks>The same values within a few roundings of float32: the sums are short, and divide by no more than 4.</remarks>
internal sealed unsafe class Winograd : IDisposable
{
    /// <summary>Taken together: few, so that their values stay in the processor's cache, but enough to share the reading of the weights.</summary>
    private const int BlockTiles = 256;

    private const int LeastChannels = 32;

    private static readonly FusedConvolution Products = new((1, 1), (0, 0), WinogradTiles.Values, Activation.None);

    private readonly Tensor _plain;
    private readonly int _inputs, _outputs;
    private readonly Lazy<PackedWeights> _weights;
    private readonly Lazy<Tensor> _zeros; // the products' bias, which they cannot do without

    /// <param name="plain">The weights, (O, I, 3, 3); let go at the first input.</param>
    public Winograd(Tensor plain)
    {
        _plain = plain;
        (_outputs, _inputs) = ((int)plain.shape[0], (int)plain.shape[1]);
        _zeros = new(() => zeros(WinogradTiles.Values * _outputs).DetachFromDisposeScope());
        _weights = new(() =>
        {
            using var letGo = plain;
            return new(Transformed(plain));
        });
    }

    /// <summary>Whether a convolution is of this kind, on this processor, and takes less time this way.</summary>
    public static bool Takes(Tensor weight, (long Time, long Frequency) stride, long groups) =>
        FusedConvolution.Takes(weight) && weight.dtype == ScalarType.Float32 && groups == 1 && stride == (1, 1)
        && weight.shape is [var outputs, var inputs, 3, 3] && inputs >= LeastChannels
        && inputs % WinogradTiles.Lanes == 0 && outputs % WinogradTiles.Lanes == 0;

    /// <param name="input">(B, I, T, F), channels innermost.</param>
    /// <param name="padding">Zeros on both sides.</param>
    /// <param name="bias">(O).</param>
    /// <param name="isRectified">Whether ReLU follows.</param>
    /// <returns>(B, O, T', F'), channels innermost.</returns>
    public Tensor Of(Tensor input, (long Time, long Frequency) padding, Tensor bias, bool isRectified)
    {
        using var scope = NewDisposeScope();
        var maps = input.permute(0, 2, 3, 1).contiguous();
        var tiles = new WinogradTiles((int)maps.shape[0], (int)maps.shape[1], (int)maps.shape[2], ((int)padding.Time, (int)padding.Frequency));
        var output = empty(tiles.Windows, tiles.OutputFrames, tiles.OutputBands, _outputs);
        var blocks = (tiles.Count + BlockTiles - 1) / BlockTiles;
        var block = (int)((tiles.Count + blocks - 1) / blocks);
        var values = zeros(1, 1, block, WinogradTiles.Values * _inputs); // what the last block leaves over is multiplied as well, for nothing
        var rows = values.permute(0, 3, 1, 2);
        var weights = _weights.Value.For(Products, rows);
        fixed (float* x = Floats(maps), v = Floats(values), y = Floats(output), b = Floats(bias))
        {
            for (var first = 0L; first < tiles.Count; first += block)
            {
                var count = (int)Math.Min(block, tiles.Count - first);
                tiles.Read(x, first, count, _inputs, v);
                using var products = Products.Of(rows, weights, _zeros.Value);
                fixed (float* m = Floats(products.permute(0, 2, 3, 1)))
                    tiles.Write(m, first, count, _outputs, b, isRectified, y);
            }
        }

        return output.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        if (_zeros.IsValueCreated)
            _zeros.Value.Dispose();
        if (_weights.IsValueCreated)
            _weights.Value.Dispose();
        else
            _plain.Dispose();
    }

    /// <summary>G g G^t of every kernel g.</summary>
    /// <returns>(16 O, I, 1, 1), the 16 values outermost.</returns>
    private static Tensor Transformed(Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var g = tensor(new[] { 1, 0, 0, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0, 0, 1 }, [4, 3]);
        var transformed = matmul(matmul(g, weight.to(float64)), g.t()).to(float32).permute(2, 3, 0, 1); // (4, 4, O, I)
        return ChannelsLast.Of(transformed.reshape(-1, weight.shape[1], 1, 1)).DetachFromDisposeScope();
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
