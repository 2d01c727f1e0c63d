using System.Runtime.CompilerServices;

namespace Hares.Features.Lanes;

/// <summary>
/// Zeroed memory that starts on a cache line and never moves. It belongs to the garbage collector: <see cref="Pointer"/> is good for
/// as long as this object is reachable, so whoever keeps the pointer keeps the buffer in a field as well.
/// </summary>
internal sealed unsafe class AlignedBuffer<T> where T : unmanaged
{
    private const int Alignment = 64;

    private readonly byte[] _memory;

    public AlignedBuffer(int length)
    {
        _memory = GC.AllocateArray<byte>(checked(length * sizeof(T) + Alignment), pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref _memory[0]);
        Pointer = (T*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
        Length = length;
    }

    public T* Pointer { get; }

    public int Length { get; }

    public Span<T> Span => new(Pointer, Length);
}
