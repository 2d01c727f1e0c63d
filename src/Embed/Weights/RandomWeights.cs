using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Text;
using Hares.Embed.Encoders;
using static TorchSharp.torch;

namespace Hares.Embed.Weights;

/// <summary>
/// Untrained weights from a seed: the same on every machine and with any number of threads. Kernels and dense weights are drawn as the network says
/// (<see cref="IRandomInit"/>), otherwise normal with variance 1 / fan-in; biases are zero; gains and running statistics keep the values they were
/// built with.
/// </summary>
internal static class RandomWeights
{
    private const int Chunk = 1 << 16; // even, so that no pair is split
    private const int PairsAtOnce = 256;

    public static void Fill(nn.Module network, int seed)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in WeightsLoader.State(network))
        {
            var values = tensor.Floats();
            if (name.EndsWith("bias", StringComparison.Ordinal))
                values.Clear();
            else if (tensor.dim() > 1 && InitialisationOf(network, name, tensor.shape) is { } initialisation)
                Fill(values, Stream(seed, name), initialisation);
        }
    }

    private static Initialisation? InitialisationOf(nn.Module network, string name, long[] shape) =>
        network is IRandomInit own ? own.InitialisationOf(name, shape) : Initialisation.FanInNormal(shape);

    /// <summary>Each tensor draws its own numbers, whatever the order.</summary>
    private static ulong Stream(int seed, string name) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name), seed);

    /// <summary>
    /// The SplitMix64 sequence (Steele et al. 2014) that starts at <paramref name="stream"/>, for normal values by Box-Muller. A value depends on its
    /// place alone, so threads share the work.
    /// </summary>
    private static unsafe void Fill(Span<float> values, ulong stream, Initialisation initialisation)
    {
        fixed (float* pinned = values)
        {
            var (start, length) = ((nint)pinned, values.Length);
            Parallel.For(0, (length + Chunk - 1) / Chunk, chunk =>
            {
                var first = chunk * Chunk;
                var part = new Span<float>((float*)start + first, Math.Min(Chunk, length - first));
                if (initialisation.IsUniform)
                    FillUniform(part, stream, first, initialisation.Deviation);
                else
                    FillNormal(part, stream, first, initialisation.Deviation);
            });
        }
    }

    private static void FillUniform(Span<float> part, ulong stream, int first, double deviation)
    {
        var limit = Math.Sqrt(3) * deviation;
        for (var i = 0; i < part.Length; i++)
            part[i] = (float)(limit * (2 * Uniform(stream, first + i) - 1));
    }

    private static void FillNormal(Span<float> part, ulong stream, int first, double deviation)
    {
        Span<double> radius = stackalloc double[PairsAtOnce], angle = stackalloc double[PairsAtOnce], sine = stackalloc double[PairsAtOnce];
        for (var start = 0; start < part.Length; start += 2 * PairsAtOnce)
        {
            var values = part[start..Math.Min(start + 2 * PairsAtOnce, part.Length)];
            for (var pair = 0; pair < PairsAtOnce; pair++)
            {
                radius[pair] = 1 - Uniform(stream, first + start + 2 * pair);
                angle[pair] = Math.Tau * Uniform(stream, first + start + 2 * pair + 1);
            }
            TensorPrimitives.Log<double>(radius, radius);
            TensorPrimitives.Multiply(radius, -2 * deviation * deviation, radius);
            TensorPrimitives.Sqrt<double>(radius, radius);
            TensorPrimitives.Sin<double>(angle, sine);
            TensorPrimitives.Cos<double>(angle, angle);
            for (var i = 0; i < values.Length; i += 2)
            {
                values[i] = (float)(radius[i / 2] * angle[i / 2]);
                if (i + 1 < values.Length) values[i + 1] = (float)(radius[i / 2] * sine[i / 2]);
            }
        }
    }

    /// <summary>The number at a place of the sequence, at least 0 and below 1.</summary>
    private static double Uniform(ulong stream, int index)
    {
        var z = unchecked(stream + ((ulong)index + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
