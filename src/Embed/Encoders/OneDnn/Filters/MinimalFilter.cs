using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn.Filters;

/// <summary>
/// What <see cref="Winograd"/> does to the places of one tile before and after the products, for kernels of one size. A tile sees as many places as it has
/// values, and writes fewer.
/// </summary>
/// <param name="kernel">Its size in frames and bands.</param>
/// <param name="written">The frames and bands that a tile writes.</param>
internal abstract unsafe class MinimalFilter((int Time, int Frequency) kernel, (int Time, int Frequency) written)
{
    /// <summary>Channels taken together.</summary>
    public const int Lanes = 16;

    private static readonly MinimalFilter[] All = [new RectangleFilter(), new LineFilter((1, 3)), new LineFilter((3, 1)), new PairFilter()];

    public (int Time, int Frequency) Kernel { get; } = kernel;

    public (int Time, int Frequency) Written { get; } = written;

    public (int Time, int Frequency) Seen { get; } = (kernel.Time + written.Time - 1, kernel.Frequency + written.Frequency - 1);

    /// <summary>V, the numbers of a tile and channel that are multiplied.</summary>
    public int Values => Seen.Time * Seen.Frequency;

    /// <summary>What makes a kernel's values of its weights, (V, kT kF).</summary>
    public abstract Tensor OfKernel { get; }

    /// <summary>That of such kernels, if there is one.</summary>
    public static MinimalFilter? For((long Time, long Frequency) kernel) => Array.Find(All, filter => filter.Kernel == kernel);

    /// <summary>What is multiplied of the places seen.</summary>
    /// <param name="places">(channels) each, band by band and frame by frame.</param>
    /// <param name="values">(V, channels).</param>
    public abstract void Read(float** places, int channels, float* values);

    /// <summary>What the places are given of the products: at least <paramref name="least"/>.</summary>
    /// <param name="products">(V, channels).</param>
    /// <param name="bias">(channels).</param>
    /// <param name="places">(channels) each, band by band and frame by frame.</param>
    public abstract void Write(float* products, int channels, float* bias, Vector512<float> least, float** places);
}
