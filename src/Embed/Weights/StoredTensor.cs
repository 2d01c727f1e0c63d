namespace Hares.Embed.Weights;

/// <summary>What a weights file says of one of its tensors. Whoever reads the file has checked it against the file's length.</summary>
internal record StoredTensor(string Name, ElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>The product of the shape.</summary>
    public long Elements { get; } = Shape.Aggregate(1L, (product, size) => checked(product * size));
}
