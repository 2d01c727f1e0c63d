using System.Buffers.Binary;
using System.Text;
using Hares.Embed.Weights.Pickle;

namespace Hares.Embed.Tests.Support;

/// <summary>Writes pickles instruction by instruction, as PyTorch would or as an attacker would.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [0x80, 2];

    public PickleBytes Op(Opcode opcode, params byte[] operand)
    {
        _bytes.Add((byte)opcode);
        _bytes.AddRange(operand);
        return this;
    }

    public PickleBytes Global(string module, string name) => Op(Opcode.Global, Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleBytes Text(string text)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, Encoding.UTF8.GetByteCount(text));
        return Op(Opcode.BinUnicode, [.. length, .. Encoding.UTF8.GetBytes(text)]);
    }

    public PickleBytes Number(long number)
    {
        var value = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(value, number);
        return Op(Opcode.Long1, [8, .. value]);
    }

    public PickleBytes Numbers(params long[] numbers)
    {
        Op(Opcode.Mark);
        foreach (var number in numbers)
            Number(number);
        return Op(Opcode.Tuple);
    }

    /// <summary>A tensor on a storage, as _rebuild_tensor_v2 is called.</summary>
    public PickleBytes Tensor(string key, long elements, long offset, long[] shape, long[] strides, string storage = "FloatStorage") =>
        Global("torch._utils", "_rebuild_tensor_v2")
            .Op(Opcode.Mark)
            .Op(Opcode.Mark).Text("storage").Global("torch", storage).Text(key).Text("cpu").Number(elements).Op(Opcode.Tuple).Op(Opcode.BinPersId)
            .Number(offset).Numbers(shape).Numbers(strides).Op(Opcode.NewFalse).Op(Opcode.EmptyDict)
            .Op(Opcode.Tuple).Op(Opcode.Reduce);

    public byte[] Stop() => [.. _bytes, (byte)Opcode.Stop];
}
