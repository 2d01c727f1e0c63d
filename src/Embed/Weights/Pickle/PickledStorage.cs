namespace Hares.Embed.Weights.Pickle;

/// <summary>A run of numbers outside the pickle that tensors are views of.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Elements">Its length as the pickle claims it.</param>
internal sealed record PickledStorage(string Key, ElementType Type, int ElementBytes, long Elements)
{
    public long Bytes => checked(Elements * ElementBytes);
}
