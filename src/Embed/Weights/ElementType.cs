namespace Hares.Embed.Weights;

/// <summary>The element types that can be converted to float32.</summary>
internal enum ElementType
{
    F16,
    BF16,
    F32,
    F64,

    /// <summary>Any other known type: it may lie in the file, but is no weight.</summary>
    Other,
}
