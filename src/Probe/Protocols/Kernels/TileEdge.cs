using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>What a tile of sums does where it hangs over the edge, or columns are left over.</summary>
internal static unsafe class TileEdge
{
    /// <summary>The start of a line; a missing one is the first again.</summary>
    public static float* Line(float* first, int line, int lines, int columns) => line < lines ? first + ((nint)line * columns) : first;

    /// <summary>Adds the products of the columns that fill no vector to the sums of <paramref name="lines"/> x <paramref name="across"/>.</summary>
    /// <param name="stride">From a line of <paramref name="tile"/> to the next.</param>
    public static void AddRest(float* x, int lines, float* w, int across, int from, int columns, float* tile, int stride)
    {
        for (int i = 0; i < lines; i++)
            for (int j = 0; j < across; j++)
                for (int d = from; d < columns; d++) tile[(stride * i) + j] += x[((nint)i * columns) + d] * w[((nint)j * columns) + d];
    }

    /// <summary>Adds so many values to those of <paramref name="target"/>.</summary>
    public static void Add(float* values, int count, float* target)
    {
        var sums = new Span<float>(target, count);
        TensorPrimitives.Add(sums, new ReadOnlySpan<float>(values, count), sums);
    }
}
