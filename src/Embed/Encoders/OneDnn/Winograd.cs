using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

// B windows, I input channels, O output channels, (T, F) frames and bands of the input, (T', F') of the output, V values a tile
//   input (B, I, T, F) -> of each tile the places that it sees, d: B^t d -> (tiles, V, I)
//   -> a product with (I, O) weights for each of the V values -> (tiles, V, O)
//   -> of each tile's values, m: A^t m, the places that it writes -> output (B, O, T', F')

/// <summary>
/// A convolution of stride 1 by Winograd's minimal filtering: a 3x3 kernel as F(2x2, 3x3), which multiplies 16 times for four outputs instead of 36, one of
/// three frames or bands as F(4, 3), which multiplies 6 times instead of 12. Lavin and Gray 2015, arXiv 1509.09308, section 4. The products are a
/// 1x1 convolution of oneDNN in as many groups as there are values, the sums before and after them our own (<see cref="WinogradTiles"/>). Owns its weights.
/// </summary>
/// <remarks>
/// Against float64, the greatest error of F(2x2, 3x3) is a third of the direct form's, that of F(4, 3) two to three times it: its sums weigh places by up to
/// 5 and products by up to 8.
/// </remarks>
internal sealed unsafe class Winograd : IDisposable
{
    /// <summary>Taken together: few, so that their values stay in the processor's cache, but enough to share the reading of the weights.</summary>
    private const int BlockTiles = 256;

    private const int LeastChannels = 32;

    private static readonly float[] SquareG =
    [
        1, 0, 0,
        1 / 2f, 1 / 2f, 1 / 2f,
        1 / 2f, -1 / 2f, 1 / 2f,
        0, 0, 1,
    ];

    private static readonly float[] LineG =
    [
        1 / 4f, 0, 0,
        -1 / 6f, -1 / 6f, -1 / 6f,
        -1 / 6f, 1 / 6f, -1 / 6f,
        1 / 24f, 1 / 12f, 1 / 6f,
        1 / 24f, -1 / 12f, 1 / 6f,
        0, 0, 1,
    ];

    private readonly Tensor _plain;
    private readonly (long Time, long Frequency) _kernel;
    private readonly int _inputs, _outputs, _values;
    private readonly FusedConvolution _products;
    private readonly Lazy<PackedWeights> _weights;
    private readonly Lazy<Tensor> _zeros; // the products' bias, which they cannot do without

    /// <param name="plain">The weights, (O, I, kT, kF), of a kind that <see cref="Takes"/> names; let go at the first input.</param>
    public Winograd(Tensor plain)
    {
        _plain = plain;
        (_outputs, _inputs, _kernel) = ((int)plain.shape[0], (int)plain.shape[1], (plain.shape[2], plain.shape[3]));
        _values = IsSquare(plain) ? SquareTiles.Values : LineTiles.Values;
        _products = new((1, 1), (0, 0), _values, Activation.None);
        _zeros = new(() => zeros(_values * _outputs).DetachFromDisposeScope());
        _weights = new(() =>
        {
            using var letGo = plain;
            return new(Transformed(plain));
        });
    }

    /// <summary>Whether a convolution is of such a kind, on this processor, and takes less time this way.</summary>
    public static bool Takes(Tensor weight, (long Time, long Frequency) stride, long groups) =>
        FusedConvolution.Takes(weight) && weight.dtype == ScalarType.Float32 && groups == 1 && stride == (1, 1)
        && weight.shape is [var outputs, var inputs, .. var kernel] && kernel is ([3, 3] or [3, 1] or [1, 3])
        && inputs >= LeastChannels && inputs % WinogradTiles.Lanes == 0 && outputs % WinogradTiles.Lanes == 0;

    /// <param name="input">(B, I, T, F), channels innermost.</param>
    /// <param name="padding">Zeros on both sides.</param>
    /// <param name="bias">(O).</param>
    /// <param name="isRectified">Whether ReLU follows.</param>
    /// <returns>(B, O, T', F'), channels innermost.</returns>
    public Tensor Of(Tensor input, (long Time, long Frequency) padding, Tensor bias, bool isRectified)
    {
        using var scope = NewDisposeScope();
        var maps = input.permute(0, 2, 3, 1).contiguous();
        var tiles = Tiles(maps.shape, padding);
        var output = empty(tiles.Windows, tiles.OutputFrames, tiles.OutputBands, _outputs);
        var blocks = (tiles.Count + BlockTiles - 1) / BlockTiles;
        var block = (int)((tiles.Count + blocks - 1) / blocks);
        var values = zeros(1, 1, block, _values * _inputs); // what the last block leaves over is multiplied as well, for nothing
        var rows = values.permute(0, 3, 1, 2);
        var weights = _weights.Value.For(_products, rows);
        fixed (float* x = Floats(maps), v = Floats(values), y = Floats(output), b = Floats(bias))
        {
            for (var first = 0L; first < tiles.Count; first += block)
            {
                var count = (int)Math.Min(block, tiles.Count - first);
                tiles.Read(x, first, count, _inputs, v);
                using var products = _products.Of(rows, weights, _zeros.Value);
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

    /// <summary>G g, or G g G^t, of every kernel g.</summary>
    /// <returns>(V O, I, 1, 1), the values outermost.</returns>
    private static Tensor Transformed(Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var g = IsSquare(weight) ? tensor(SquareG, [4, 3]) : tensor(LineG, [6, 3]);
        var values = matmul(IsSquare(weight) ? kron(g, g) : g, weight.permute(2, 3, 0, 1).flatten(0, 1).flatten(1)); // (V, O I)
        return ChannelsLast.Of(values.view(-1, weight.shape[1], 1, 1)).DetachFromDisposeScope();
    }

    /// <param name="shape">Windows, frames and bands of the input.</param>
    private WinogradTiles Tiles(long[] shape, (long Time, long Frequency) padding)
    {
        var (windows, frames, bands, around) = ((int)shape[0], (int)shape[1], (int)shape[2], ((int)padding.Time, (int)padding.Frequency));
        return _kernel == (3, 3)
            ? new SquareTiles(windows, frames, bands, around)
            : new LineTiles(windows, frames, bands, around, IsOverTime: _kernel.Time == 3);
    }

    private static bool IsSquare(Tensor weight) => weight.shape is [.., 3, 3];

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
