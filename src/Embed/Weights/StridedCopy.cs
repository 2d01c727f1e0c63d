namespace Hares.Embed.Weights;

/// <summary>Brings a tensor that lies in another order, or shares its memory with others, into row-major order.</summary>
internal static class StridedCopy
{
    /// <param name="storage">The memory that the tensor is a view of.</param>
    /// <param name="offset">Place of the tensor's first element in it.</param>
    /// <param name="strides">Elements between neighbours along each dimension, none negative.</param>
    public static void ToRowMajor(
        ReadOnlySpan<float> storage, long offset, IReadOnlyList<long> shape, IReadOnlyList<long> strides, Span<float> destination)
    {
        if (IsRowMajor(shape, strides))
        {
            storage.Slice(checked((int)offset), destination.Length).CopyTo(destination);
            return;
        }

        var index = new long[shape.Count];
        foreach (ref var value in destination)
        {
            value = storage[checked((int)offset)];
            for (var dimension = shape.Count - 1; dimension >= 0; dimension--)
            {
                offset += strides[dimension];
                if (++index[dimension] < shape[dimension])
                    break;
                offset -= strides[dimension] * shape[dimension];
                index[dimension] = 0;
            }
        }
    }

    /// <summary>The strides of a tensor whose last dimension varies fastest, without gaps.</summary>
    public static bool IsRowMajor(IReadOnlyList<long> shape, IReadOnlyList<long> strides)
    {
        var expected = 1L;
        for (var dimension = shape.Count - 1; dimension >= 0; dimension--)
        {
            if (shape[dimension] != 1 && strides[dimension] != expected)
                return false;
            expected *= shape[dimension];
        }

        return true;
    }
}
