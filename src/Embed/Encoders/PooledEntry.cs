using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, (H, W) places, C channels
//   input (B, 1, H, W) -> 3x3 convolution, padded by one -> 2x2 maximum, ReLU -> (B, C, H/2, W/2)

/// <summary>
/// The first layer of BYOL-A's network in one pass, in inference on the CPU: what the pooling leaves of its map is a quarter, and writing and reading the whole
/// of it took a fifth of the network's time.
/// </summary>
internal sealed unsafe class PooledEntry
{
    private const int Lanes = 16;
    private const MethodImplOptions Loop = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private readonly int _channels;
    private readonly float[] _weights; // (3, 3, C)
    private readonly float[] _bias;

    /// <param name="weight">(C, 1, 3, 3), C a multiple of 16.</param>
    /// <param name="bias">(C).</param>
    public PooledEntry(Tensor weight, Tensor bias)
    {
        using var scope = NewDisposeScope();
        _channels = (int)weight.shape[0];
        ArgumentOutOfRangeException.ThrowIfNotEqual(_channels % Lanes, 0, nameof(weight));
        _weights = [.. weight.permute(2, 3, 1, 0).contiguous().data<float>()];
        _bias = [.. bias.data<float>()];
    }

    public static bool Takes(Tensor input) => !is_grad_enabled() && input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32;

    /// <param name="input">(B, 1, H, W), contiguous.</param>
    /// <returns>(B, C, H/2, W/2), channels innermost.</returns>
    public Tensor Of(Tensor input)
    {
        using var scope = NewDisposeScope();
        var padded = nn.functional.pad(input, [1, 1, 1, 1]).contiguous();
        var (windows, rows, columns, step) = ((int)input.shape[0], (int)input.shape[2] / 2, (int)input.shape[3] / 2, (int)padded.shape[3]);
        var output = empty(windows, rows, columns, _channels);
        fixed (float* x = padded.Floats(), y = output.Floats(), weights = _weights, bias = _bias)
        {
            for (var window = 0; window < windows; window++)
                for (var row = 0; row < rows; row++)
                {
                    var seen = x + (window * padded.shape[2] + 2 * row) * step;
                    var written = y + ((long)window * rows + row) * columns * _channels;
                    for (var channel = 0; channel < _channels; channel += Lanes)
                        Row(seen, step, columns, weights + channel, Vector512.Load(bias + channel), written + channel, _channels);
                }
        }

        return output.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    [MethodImpl(Loop)]
    private static void Row(float* x, int step, int columns, float* weights, Vector512<float> bias, float* y, int channels)
    {
        var (w0, w1, w2) = (At(0), At(1), At(2));
        var (w3, w4, w5) = (At(3), At(4), At(5));
        var (w6, w7, w8) = (At(6), At(7), At(8));
        for (var column = 0; column < columns; column++, x += 2, y += channels)
        {
            var greatest = Vector512.Max(Vector512.Max(Sum(x), Sum(x + 1)), Vector512.Max(Sum(x + step), Sum(x + step + 1)));
            Vector512.Max(greatest + bias, Vector512<float>.Zero).Store(y);
        }

        Vector512<float> At(int place) => Vector512.Load(weights + place * channels);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> Sum(float* seen)
        {
            var sum = w0 * seen[0];
            sum = Vector512.FusedMultiplyAdd(w1, Vector512.Create(seen[1]), sum);
            sum = Vector512.FusedMultiplyAdd(w2, Vector512.Create(seen[2]), sum);
            sum = Vector512.FusedMultiplyAdd(w3, Vector512.Create(seen[step]), sum);
            sum = Vector512.FusedMultiplyAdd(w4, Vector512.Create(seen[step + 1]), sum);
            sum = Vector512.FusedMultiplyAdd(w5, Vector512.Create(seen[step + 2]), sum);
            sum = Vector512.FusedMultiplyAdd(w6, Vector512.Create(seen[2 * step]), sum);
            sum = Vector512.FusedMultiplyAdd(w7, Vector512.Create(seen[2 * step + 1]), sum);
            return Vector512.FusedMultiplyAdd(w8, Vector512.Create(seen[2 * step + 2]), sum);
        }
    }
}
