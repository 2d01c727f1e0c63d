using System.Runtime.InteropServices;
using TorchSharp;

namespace Hares.Probe.Protocols;

/// <summary>A row-major float matrix in native memory that torch multiplies and managed code reads and writes in place.</summary>
internal sealed class NativeMatrix : IDisposable
{
    public NativeMatrix(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        Tensor = torch.zeros(rows, columns).DetachFromDisposeScope();
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Owned by this object.</summary>
    public torch.Tensor Tensor { get; }

    public Span<float> Values => ValuesOf(Tensor);

    public Span<float> Row(int row) => Values.Slice(row * Columns, Columns);

    /// <summary>The elements of a contiguous tensor under 2 GiB, valid while it lives.</summary>
    public static Span<float> ValuesOf(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    public void Dispose() => Tensor.Dispose();
}
