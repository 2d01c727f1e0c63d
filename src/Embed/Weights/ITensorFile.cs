namespace Hares.Embed.Weights;

/// <summary>
/// An open file of named tensors, whatever its format. Untrusted: nothing in it is executed, and no size in it is believed unchecked.
/// </summary>
internal interface ITensorFile : IDisposable
{
    string Path { get; }

    /// <summary>Every tensor by its name in the file.</summary>
    IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Fills <paramref name="destination"/> with the tensor's values as float32, in row-major order.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">As long as the tensor.</param>
    /// <exception cref="WeightsException">The tensor is no floating-point one, or the file was cut short meanwhile.</exception>
    void Read(StoredTensor tensor, Span<float> destination);
}
