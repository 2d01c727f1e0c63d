namespace Hares.Embed.Weights;

/// <summary>Where one tensor lies in a safetensors file. Lengths and offsets are checked against the shape, the type and the file.</summary>
/// <param name="Offset">First byte of the tensor, from the start of the file.</param>
internal sealed record SafetensorsEntry(string Name, ElementType Type, IReadOnlyList<long> Shape, long Offset) : StoredTensor(Name, Type, Shape);
