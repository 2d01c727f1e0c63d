using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using Hares.Embed.Weights.Pickle;

namespace Hares.Embed.Tests.Weights.Pickle;

/// <summary>Nothing in a pickle is run, and no pickle takes more than its share of memory and time.</summary>
public sealed class MaliciousPickleTests
{
    private static readonly Dictionary<string, (Func<byte[]> Pickle, string Sentence)> Attacks = new()
    {
        ["os.system by REDUCE"] = (
            () => new PickleBytes().Global("os", "system").Text("touch pwned").Op(Opcode.Tuple1).Op(Opcode.Reduce).Stop(),
            "asks for os.system"),
        ["posix.system"] = (() => new PickleBytes().Global("posix", "system").Stop(), "asks for posix.system"),
        ["builtins.eval"] = (
            () => new PickleBytes().Global("builtins", "eval").Text("1+1").Op(Opcode.Tuple1).Op(Opcode.Reduce).Stop(),
            "asks for builtins.eval"),
        ["by STACK_GLOBAL"] = (() => new PickleBytes().Text("builtins").Text("exec").Op(Opcode.StackGlobal).Stop(), "asks for builtins.exec"),
        ["inside a tensor's hooks"] = (
            () => new PickleBytes().Op(Opcode.EmptyDict).Text("w").Op(Opcode.Mark).Op(Opcode.Mark).Global("subprocess", "Popen").Stop(),
            "asks for subprocess.Popen"),
        ["getattr on a permitted module"] = (() => new PickleBytes().Global("torch._utils", "getattr").Stop(), "asks for torch._utils.getattr"),
        ["a dotted path under torch"] = (
            () => new PickleBytes().Global("torch", "serialization.os.system").Stop(),
            "asks for torch.serialization.os.system"),
        ["a storage that is none"] = (() => new PickleBytes().Global("torch", "EvilStorage").Stop(), "asks for torch.EvilStorage"),
        ["a tensor called as a function"] = (
            () => new PickleBytes().Op(Opcode.EmptyDict).Op(Opcode.EmptyTuple).Op(Opcode.Reduce).Stop(),
            "Reduce finds values"),
        ["OrderedDict with arguments"] = (
            () => new PickleBytes().Global("collections", "OrderedDict").Text("x").Op(Opcode.Tuple1).Op(Opcode.Reduce).Stop(),
            "in a way that PyTorch does not"),
        ["INST"] = (() => new PickleBytes().Op(Opcode.Mark).Op(Opcode.Inst, "os\nsystem\n"u8.ToArray()).Stop(), "instruction Inst, which is refused"),
        ["OBJ"] = (() => new PickleBytes().Op(Opcode.Mark).Op(Opcode.Obj).Stop(), "instruction Obj, which is refused"),
        ["NEWOBJ"] = (() => new PickleBytes().Op(Opcode.NewObj).Stop(), "instruction NewObj, which is refused"),
        ["NEWOBJ_EX"] = (() => new PickleBytes().Op(Opcode.NewObjEx).Stop(), "instruction NewObjEx, which is refused"),
        ["EXT1"] = (() => new PickleBytes().Op(Opcode.Ext1, 1).Stop(), "instruction Ext1, which is refused"),
        ["PERSID"] = (() => new PickleBytes().Op(Opcode.PersId, "x\n"u8.ToArray()).Stop(), "instruction PersId, which is refused"),
        ["an instruction that does not exist"] = (() => new PickleBytes().Op((Opcode)0xFF).Stop(), "instruction 0xFF, which is refused"),
        ["BUILD on a list"] = (() => new PickleBytes().Op(Opcode.EmptyList).Op(Opcode.EmptyDict).Op(Opcode.Build).Stop(), "Build finds values"),
        ["a persistent id of a module"] = (
            () => new PickleBytes().Text("module").Op(Opcode.Tuple1).Op(Opcode.BinPersId).Stop(), "something outside it that is no storage"),
        ["an empty stack"] = (() => new PickleBytes().Op(Opcode.Tuple3).Stop(), "its empty stack"),
        ["no mark"] = (() => new PickleBytes().Op(Opcode.None).Op(Opcode.Tuple).Stop(), "its empty stack"),
        ["a memo that was never set"] = (() => new PickleBytes().Op(Opcode.BinGet, 9).Stop(), "recalls value 9, which it never kept"),
        ["an odd number of keys and values"] = (
            () => new PickleBytes().Op(Opcode.EmptyDict).Op(Opcode.Mark).Text("w").Op(Opcode.SetItems).Stop(),
            "SetItem finds values"),
        ["a text longer than the pickle"] = (() => new PickleBytes().Op(Opcode.BinUnicode, 0xFF, 0xFF, 0xFF, 0x7F).Stop(), "beyond the limit"),
        ["a text of negative length"] = (() => new PickleBytes().Op(Opcode.BinUnicode, 0xFF, 0xFF, 0xFF, 0xFF).Stop(), "beyond the limit"),
        ["an endless name"] = (
            () => new PickleBytes().Op(Opcode.Global, Encoding.ASCII.GetBytes(new string('a', 5000))).Stop(),
            "more than 1024 characters"),
        ["an integer of 255 bytes"] = (() => new PickleBytes().Op(Opcode.Long1, [255, .. new byte[255]]).Stop(), "an integer of 255 bytes"),
        ["text that is not UTF-8"] = (() => new PickleBytes().Op(Opcode.ShortBinUnicode, 2, 0xC3, 0x28).Stop(), "not UTF-8"),
        ["protocol 6"] = (() => new PickleBytes().Op(Opcode.Proto, 6).Stop(), "protocol 6"),
        ["no end"] = (() => new PickleBytes().Op(Opcode.EmptyDict).Stop()[..^1], "without its last instruction"),
        ["three million empty dictionaries"] = (() => Repeated(Opcode.EmptyDict, 3_000_000), "more than 2000000 instructions"),
        ["three million nested tuples"] = (() => Repeated(Opcode.Tuple1, 3_000_000), "more than 2000000 instructions"),
        ["a dictionary that holds itself"] = (
            () => new PickleBytes().Op(Opcode.EmptyDict).Op(Opcode.BinPut, 0).Text("model").Op(Opcode.BinGet, 0).Op(Opcode.SetItem).Stop(),
            "nested too deeply"),
        ["lists of lists of lists by memo"] = (Laughs, "is no dictionary of tensors"),
        ["no tensors"] = (() => new PickleBytes().Op(Opcode.EmptyDict).Text("w").Number(1).Op(Opcode.SetItem).Stop(), "holds no tensors"),
    };

    private static readonly Dictionary<string, (Func<PickleBytes, PickleBytes> Tensor, string Sentence)> LyingTensors = new()
    {
        ["beyond its storage"] = (pickle => pickle.Tensor("0", 4, 0, [5], [1]), "ends at element 4 of a storage of 4 elements"),
        ["offset beyond its storage"] = (pickle => pickle.Tensor("0", 4, 4, [1], [1]), "ends at element 4"),
        ["strides beyond its storage"] = (pickle => pickle.Tensor("0", 4, 0, [2, 2], [3, 1]), "ends at element 4"),
        ["negative offset"] = (pickle => pickle.Tensor("0", 4, -1, [1], [1]), "offset -1"),
        ["negative size"] = (pickle => pickle.Tensor("0", 4, 0, [-1], [1]), "shape [-1]"),
        ["negative stride"] = (pickle => pickle.Tensor("0", 4, 3, [4], [-1]), "strides [-1]"),
        ["sizes that overflow"] = (pickle => pickle.Tensor("0", 4, 0, [1L << 40, 1L << 40], [0, 0]), "overflow"),
        ["strides that overflow"] = (pickle => pickle.Tensor("0", 4, 0, [3, 3], [long.MaxValue, 1]), "overflow"),
        ["sizes and strides differ"] = (pickle => pickle.Tensor("0", 4, 0, [2, 2], [1]), "strides [1]"),
        ["nine dimensions"] = (pickle => pickle.Tensor("0", 4, 0, new long[9], new long[9]), "shape [0, 0, 0, 0, 0, 0, 0, 0, 0]"),
        ["a storage larger than its file"] = (pickle => pickle.Tensor("0", 1L << 50, 0, [4], [1]), "should have 4503599627370496 bytes and has 16"),
        ["a storage of a size that overflows"] = (pickle => pickle.Tensor("0", long.MaxValue, 0, [4], [1]), "overflow"),
        ["a storage of another type"] = (pickle => pickle.Tensor("0", 4, 0, [4], [1], "DoubleStorage"), "should have 32 bytes and has 16"),
        ["a storage that is not there"] = (pickle => pickle.Tensor("../../etc/passwd", 4, 0, [4], [1]), "lacks storage '../../etc/passwd'"),
        ["a storage of negative length"] = (pickle => pickle.Tensor("0", -4, 0, [4], [1]), "-4 elements"),
        ["a storage described in two ways"] = (
            pickle => pickle.Tensor("0", 4, 0, [4], [1]).Op(Opcode.SetItem).Text("v").Tensor("0", 2, 0, [2], [1]), "storage '0' in two ways"),
    };

    public static TheoryData<string> AttackNames => [.. Attacks.Keys];

    public static TheoryData<string> LyingTensorNames => [.. LyingTensors.Keys];

    [Theory]
    [MemberData(nameof(AttackNames))]
    public void A_pickle_that_wants_more_than_tensors_is_refused_by_name(string name)
    {
        var (pickle, sentence) = Attacks[name];
        AssertRefused(TorchArchiveBytes.File(pickle()), sentence);
    }

    [Theory]
    [MemberData(nameof(LyingTensorNames))]
    public void A_tensor_that_does_not_lie_in_its_storage_is_refused(string name)
    {
        var (tensor, sentence) = LyingTensors[name];
        AssertRefused(TorchArchiveBytes.File(TorchArchiveBytes.OneTensor(tensor), ("data/0", new byte[16])), sentence);
    }

    [Fact]
    public void A_sound_tensor_written_the_same_way_is_read()
    {
        using var file = TensorFile.Open(TorchArchiveBytes.File(
            TorchArchiveBytes.OneTensor(pickle => pickle.Tensor("0", 4, 0, [4], [1])),
            ("data/0", new byte[16]),
            ("byteorder", "little"u8.ToArray())));
        var values = new float[] { 1, 1, 1, 1 };
        file.Read(file.Tensors.Single(), values);
        Assert.Equal(new float[4], values);
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_expanded()
    {
        var pickle = TorchArchiveBytes.OneTensor(tensor => tensor.Tensor("0", 1 << 24, 0, [1 << 24], [1]));
        AssertRefused(
            TorchArchiveBytes.File(CompressionLevel.Optimal, pickle, ("data/0", new byte[1 << 26])),
            "is compressed; PyTorch writes none that are");
    }

    /// <summary>A tensor that is a part of its storage has the whole of it read.</summary>
    [Fact]
    public void A_storage_that_claims_more_than_the_whole_archive_is_refused_before_it_has_memory()
    {
        const int Elements = 1 << 28;
        var path = TorchArchiveBytes.File(
            TorchArchiveBytes.OneTensor(pickle => pickle.Tensor("0", Elements, 1, [4], [1])), ("data/0", new byte[16]));
        var bytes = File.ReadAllBytes(path);
        var entry = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8); // the last in the directory at the end
        foreach (var size in new[] { 20, 24 })
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + size), Elements * sizeof(float));
        File.WriteAllBytes(path, bytes);
        AssertRefused(path, $"storage '0' should have 1073741824 bytes, and the whole archive has {bytes.Length}");
    }

    [Fact]
    public void Numbers_of_the_other_byte_order_are_refused() => AssertRefused(
        TorchArchiveBytes.File(
            TorchArchiveBytes.OneTensor(pickle => pickle.Tensor("0", 4, 0, [4], [1])),
            ("data/0", new byte[16]),
            ("byteorder", "big"u8.ToArray())),
        "big-endian machine");

    [Fact]
    public void Several_networks_in_one_checkpoint_are_not_guessed_between()
    {
        var pickle = new PickleBytes().Op(Opcode.EmptyDict);
        foreach (var name in new[] { "student", "teacher" })
            pickle.Text(name).Op(Opcode.EmptyDict).Text("w").Tensor("0", 4, 0, [4], [1]).Op(Opcode.SetItem).Op(Opcode.SetItem);
        AssertRefused(TorchArchiveBytes.File(pickle.Stop(), ("data/0", new byte[16])), "holds student, teacher, and which of them");
    }

    [Theory]
    [InlineData("os.system", "asks for os.system")]
    public void The_old_format_is_read_by_the_same_rules(string attack, string sentence)
    {
        var legacy = File.ReadAllBytes(OtherFile.Path("state-dict-legacy.pth"));
        var version = legacy.AsSpan(0, 15 + 6).ToArray(); // magic number and version
        var machine = new PickleBytes().Op(Opcode.EmptyDict).Text("little_endian").Op(Opcode.NewTrue).Op(Opcode.SetItem).Stop();
        var (module, name) = (attack.Split('.')[0], attack.Split('.')[1]);
        var path = Some.TemporaryFile();
        File.WriteAllBytes(path, [.. version, .. machine, .. new PickleBytes().Global(module, name).Stop()]);
        AssertRefused(path, sentence);
    }

    private static void AssertRefused(string path, string sentence)
    {
        var e = Assert.Throws<WeightsException>(() => TensorFile.Open(path));
        Assert.StartsWith(path, e.Message);
        Assert.Contains(sentence, e.Message);
    }

    private static byte[] Repeated(Opcode opcode, int times)
    {
        var bytes = new byte[times];
        Array.Fill(bytes, (byte)opcode);
        return [0x80, 2, (byte)Opcode.EmptyDict, .. bytes, (byte)Opcode.Stop];
    }

    /// <summary>Thirty lists, each of ten times the one before: 10^30 values if anything walked them.</summary>
    private static byte[] Laughs()
    {
        var pickle = new PickleBytes().Op(Opcode.EmptyList).Op(Opcode.BinPut, 0);
        for (byte level = 1; level <= 30; level++)
        {
            pickle.Op(Opcode.EmptyList).Op(Opcode.BinPut, level).Op(Opcode.Mark);
            for (var i = 0; i < 10; i++)
                pickle.Op(Opcode.BinGet, (byte)(level - 1));
            pickle.Op(Opcode.Appends);
        }

        return pickle.Stop();
    }
}
