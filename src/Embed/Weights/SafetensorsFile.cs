namespace Hares.Embed.Weights;

/// <summary>An open safetensors file. Tensors are read one at a time, straight into the memory they are for, and converted to float32.</summary>
internal sealed class SafetensorsFile : ITensorFile
{
    private readonly FileStream _file;

    private SafetensorsFile(FileStream file, IReadOnlyList<SafetensorsEntry> tensors) => (_file, Tensors) = (file, tensors);

    public string Path => _file.Name;

    /// <summary>All tensors, in the order of their offsets.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <param name="file">Read from its start; disposed with the result.</param>
    /// <exception cref="WeightsException">Not a sound safetensors file.</exception>
    public static SafetensorsFile Open(FileStream file) => new(file, SafetensorsHeader.Read(file, file.Name));

    public void Read(StoredTensor tensor, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, tensor.Elements);
        if (tensor.Type == ElementType.Other)
            throw new WeightsException($"{Path}: tensor '{tensor.Name}' does not hold floating-point numbers.");
        _file.Position = ((SafetensorsEntry)tensor).Offset;
        try
        {
            FloatReader.Read(_file, tensor.Type, destination);
        }
        catch (EndOfStreamException e)
        {
            throw new WeightsException($"{Path}: the file ended while it was being read.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
