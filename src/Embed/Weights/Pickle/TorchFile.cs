namespace Hares.Embed.Weights.Pickle;

/// <summary>The tensors of a PyTorch checkpoint of either format. Tensors may share a storage; the one last used is kept.</summary>
internal sealed class TorchFile : ITensorFile
{
    private readonly IReadOnlyDictionary<string, PickledTensor> _tensors;
    private readonly StorageReader _readStorage;
    private readonly IDisposable _source;
    private (PickledStorage? Storage, float[] Values) _last = (null, []);

    /// <param name="tensors">By name in the state dict.</param>
    /// <param name="readStorage">Fills memory with a storage's first elements.</param>
    /// <param name="source">What is read from; disposed with the file.</param>
    public TorchFile(string path, IReadOnlyDictionary<string, PickledTensor> tensors, StorageReader readStorage, IDisposable source)
    {
        (Path, _tensors, _readStorage, _source) = (path, tensors, readStorage, source);
        Tensors = [.. tensors.Select(tensor => new StoredTensor(tensor.Key, tensor.Value.Storage.Type, tensor.Value.Shape))];
    }

    public delegate void StorageReader(PickledStorage storage, Span<float> destination);

    public string Path { get; }

    public IReadOnlyList<StoredTensor> Tensors { get; }

    public void Read(StoredTensor tensor, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, tensor.Elements);
        if (tensor.Type == ElementType.Other)
            throw new WeightsException($"{Path}: tensor '{tensor.Name}' does not hold floating-point numbers.");
        var view = _tensors[tensor.Name];
        try
        {
            if (view.Offset == 0 && StridedCopy.IsRowMajor(view.Shape, view.Strides))
                _readStorage(view.Storage, destination);
            else if (destination.Length > 0)
                StridedCopy.ToRowMajor(Values(view.Storage), view.Offset, view.Shape, view.Strides, destination);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new WeightsException($"{Path}: tensor '{tensor.Name}' cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => _source.Dispose();

    private float[] Values(PickledStorage storage)
    {
        if (_last.Storage != storage)
        {
            var values = new float[storage.Elements];
            _readStorage(storage, values);
            _last = (storage, values);
        }

        return _last.Values;
    }
}
