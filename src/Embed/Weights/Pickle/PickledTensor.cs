namespace Hares.Embed.Weights.Pickle;

/// <summary>A tensor as a view of a storage, known to lie within it.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides)
{
    private const int MaximumDimensions = 8;

    /// <exception cref="InvalidDataException">The view is impossible or reaches beyond the storage.</exception>
    public static PickledTensor Of(PickledStorage storage, long offset, IReadOnlyList<long> shape, IReadOnlyList<long> strides)
    {
        if (shape.Count != strides.Count || shape.Count > MaximumDimensions || offset < 0 || shape.Concat(strides).Any(size => size < 0))
            throw new InvalidDataException($"the pickle holds a tensor of shape {List(shape)}, strides {List(strides)} and offset {offset}.");
        var last = checked(offset + shape.Zip(strides, (size, stride) => checked((size - 1) * stride)).Sum());
        if (!shape.Contains(0) && last >= storage.Elements)
            throw new InvalidDataException(
                $"the pickle holds a tensor of shape {List(shape)} that ends at element {last} of a storage of {storage.Elements} elements.");
        return new(storage, offset, shape, strides);
    }

    private static string List(IReadOnlyList<long> sizes) => $"[{string.Join(", ", sizes)}]";
}
