using static Hares.Embed.Weights.Pickle.Opcode;

namespace Hares.Embed.Weights.Pickle;

/// <summary>
/// Obeys the few pickle instructions that PyTorch's state dicts are made of, and refuses every other by name. Values are texts, numbers, tuples,
/// lists, dictionaries and tensors as views of storages: data only. Nothing recurses, and instructions and bytes are counted, so that no pickle
/// takes more time or memory than a large checkpoint.
/// </summary>
/// <remarks>
/// After CPython Lib/pickle.py (_Unpickler) and torch/serialization.py; <c>torch.load(weights_only=True)</c> is its nearest relative.
/// </remarks>
internal sealed class Unpickler
{
    public const int MaximumInstructions = 2_000_000;

    private const int NewestProtocol = 5;

    private readonly PickleStream _pickle;
    private readonly Dictionary<string, PickledStorage> _storages;
    private readonly Stack<object?> _stack = new();
    private readonly Dictionary<int, object?> _memo = [];

    private Unpickler(Stream pickle, Dictionary<string, PickledStorage> storages) =>
        (_pickle, _storages) = (new PickleStream(pickle), storages);

    /// <summary>Reads one pickle and leaves the stream behind its last instruction.</summary>
    /// <param name="pickle">Buffered: it is read byte by byte.</param>
    /// <param name="storages">Gets every storage that the pickle's tensors refer to, by its key.</param>
    /// <exception cref="InvalidDataException">A refused instruction or global, or a pickle that is none.</exception>
    public static object? Read(Stream pickle, Dictionary<string, PickledStorage> storages) => new Unpickler(pickle, storages).Run();

    private object? Run()
    {
        for (var instruction = 0; instruction < MaximumInstructions; instruction++)
        {
            var opcode = (Opcode)_pickle.Byte();
            if (opcode == Stop)
                return Pop();
            Obey(opcode);
        }

        throw new InvalidDataException($"the pickle has more than {MaximumInstructions} instructions, which no state dict needs.");
    }

    private void Obey(Opcode opcode)
    {
        switch (opcode)
        {
            case Proto: RequireProtocol(_pickle.Byte()); break;
            case Frame: _pickle.Int64(); break;
            case Opcode.None: Push(null); break;
            case NewTrue: Push(true); break;
            case NewFalse: Push(false); break;
            case BinInt: Push((long)_pickle.Int32()); break;
            case BinInt1: Push((long)_pickle.Byte()); break;
            case BinInt2: Push((long)_pickle.UInt16()); break;
            case Long1: Push(_pickle.Integer(_pickle.Byte())); break;
            case BinFloat: Push(_pickle.Double()); break;
            case BinUnicode: Push(_pickle.Text(_pickle.Int32())); break;
            case ShortBinUnicode: Push(_pickle.Text(_pickle.Byte())); break;
            case Mark: Push(PickleMark.Instance); break;
            case EmptyTuple: Push(Array.Empty<object?>()); break;
            case EmptyList: Push(new List<object?>()); break;
            case EmptyDict: Push(new PickledDictionary()); break;
            case Tuple1: Push(Last(1)); break;
            case Tuple2: Push(Last(2)); break;
            case Tuple3: Push(Last(3)); break;
            case Opcode.Tuple: Push(SinceMark()); break;
            case Append: AppendTo(Last(1)); break;
            case Appends: AppendTo(SinceMark()); break;
            case SetItem: SetIn(Last(2)); break;
            case SetItems: SetIn(SinceMark()); break;
            case BinPut: _memo[_pickle.Byte()] = Top(); break;
            case LongBinPut: _memo[_pickle.Int32()] = Top(); break;
            case Memoize: _memo[_memo.Count] = Top(); break;
            case BinGet: Recall(_pickle.Byte()); break;
            case LongBinGet: Recall(_pickle.Int32()); break;
            case Global: Push(PickledGlobal.Of(_pickle.Line(), _pickle.Line())); break;
            case StackGlobal: Push(Last(2) is [string module, string name] ? PickledGlobal.Of(module, name) : throw Malformed(opcode)); break;
            case BinPersId: Push(Storage(Pop())); break;
            case Reduce: Push(Call(Last(2))); break;
            case Build: Attach(Pop()); break;
            default: throw new InvalidDataException($"the pickle has the instruction {Name(opcode)}, which is refused: no state dict needs it.");
        }
    }

    private static void RequireProtocol(byte protocol)
    {
        if (protocol > NewestProtocol)
            throw new InvalidDataException($"the pickle is of protocol {protocol}; known are those up to {NewestProtocol}.");
    }

    private void Push(object? value) => _stack.Push(value);

    private object? Top() => _stack.TryPeek(out var value) ? value : throw new InvalidDataException("the pickle takes a value from its empty stack.");

    private object? Pop() => _stack.TryPop(out var value) ? value : throw new InvalidDataException("the pickle takes a value from its empty stack.");

    /// <summary>Pops so many values and gives them in the order they were pushed.</summary>
    private object?[] Last(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            values[i] = Pop();
        return values;
    }

    private object?[] SinceMark()
    {
        var values = new List<object?>();
        while (Pop() is var value && value is not PickleMark)
            values.Add(value);
        values.Reverse();
        return [.. values];
    }

    private void Recall(int index) =>
        Push(
            _memo.TryGetValue(index, out var value)
                ? value
                : throw new InvalidDataException($"the pickle recalls value {index}, which it never kept."));

    private void AppendTo(object?[] values)
    {
        if (Top() is not List<object?> list)
            throw Malformed(Append);
        list.AddRange(values);
    }

    private void SetIn(object?[] pairs)
    {
        if (Top() is not PickledDictionary dictionary || pairs.Length % 2 != 0)
            throw Malformed(SetItem);
        foreach (var pair in pairs.Chunk(2))
            dictionary.Set(pair[0], pair[1]);
    }

    /// <summary>What a pickle calls a persistent id: the place of a tensor's numbers.</summary>
    private PickledStorage Storage(object? id)
    {
        // Files of before 2021 say in a sixth place that a storage is a part of another; PyTorch itself stopped writing that long ago.
        if (id is not object?[] { Length: 5 or 6 } place
            || place is not ["storage", PickledGlobal type, string key, string or null, long elements, ..]
            || (place.Length == 6 && place[5] is not null))
            throw new InvalidDataException("the pickle refers to something outside it that is no storage of numbers.");
        if (elements < 0 || !PickledGlobal.Storages.TryGetValue(type.Name, out var known))
            throw new InvalidDataException($"the pickle refers to {elements} elements of {type.Name}.");
        var storage = new PickledStorage(key, known.Type, known.Bytes, elements);
        if (!_storages.TryAdd(key, storage) && _storages[key] != storage)
            throw new InvalidDataException($"the pickle describes storage '{key}' in two ways.");
        return storage;
    }

    private static object? Call(object?[] call) => call switch
    {
        [PickledGlobal { Name: PickledGlobal.OrderedDict }, object?[] { Length: 0 }] => new PickledDictionary(),
        [PickledGlobal { Name: PickledGlobal.Size }, object?[] { Length: 1 } sizes] => sizes[0],
        [PickledGlobal { Name: PickledGlobal.RebuildParameter }, object?[] arguments] when arguments is [PickledTensor tensor, ..] => tensor,
        [PickledGlobal { Name: PickledGlobal.RebuildTensor }, object?[] arguments]
            when arguments is [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..] =>
            PickledTensor.Of(storage, offset, Sizes(shape), Sizes(strides)),
        [PickledGlobal global, _] => throw new InvalidDataException($"the pickle calls {global.Name} in a way that PyTorch does not."),
        _ => throw Malformed(Reduce),
    };

    private static long[] Sizes(object?[] values) =>
        [.. values.Select(value => value is long size
            ? size
            : throw new InvalidDataException("the pickle holds a tensor whose sizes are no integers."))];

    /// <summary>The attributes of a state dict are versions of its modules: of no use here.</summary>
    private void Attach(object? state)
    {
        if (Top() is not PickledDictionary || state is not PickledDictionary)
            throw Malformed(Build);
    }

    private static string Name(Opcode opcode) => Enum.IsDefined(opcode) ? opcode.ToString() : $"0x{(byte)opcode:X2}";

    private static InvalidDataException Malformed(Opcode opcode) => new($"the pickle's instruction {Name(opcode)} finds values it is not made for.");
}
