using System.Text;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights;

public sealed class SafetensorsFileTests
{
    private const string OneFloat = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";

    public static TheoryData<string, string> LyingHeaders { get; } = new()
    {
        { "overlap", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""" },
        { "twice the same place", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""" },
        { "gap", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""" },
        { "short of the file", OneFloat },
        { "negative offset", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""" },
        { "end before begin", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}""" },
        { "one offset", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""" },
        { "size and shape differ", """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""" },
        { "size and type differ", """{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}""" },
        { "negative shape", """{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}""" },
        { "shape overflows", """{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}}""" },
        { "bytes overflow", """{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}}""" },
        { "offsets overflow", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775799,9223372036854775807]}}""" },
        { "offset above 64 bits", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""" },
        { "fractional offset", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8.5]}}""" },
        { "many dimensions", """{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}""" },
        { "unknown type", """{"a":{"dtype":"Q7","shape":[2],"data_offsets":[0,8]}}""" },
        { "no type", """{"a":{"shape":[2],"data_offsets":[0,8]}}""" },
        { "type is a number", """{"a":{"dtype":32,"shape":[2],"data_offsets":[0,8]}}""" },
        { "name twice", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""" },
        { "tensor is a list", """{"a":[]}""" },
        { "not an object", "[1, 2]" },
        { "not closed", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""" },
        { "nested deep", """{"a":{"dtype":"F32","shape":[[[[[[2]]]]]],"data_offsets":[0,8]}}""" },
        { "not JSON", "PK\u0003\u0004" },
    };

    [Fact]
    public void The_length_of_a_header_may_begin_like_a_pickle()
    {
        using var file = TensorFile.Open(SafetensorsBytes.File(OneFloat.PadRight(0x80), new byte[4]));
        Assert.Equal("a", Assert.Single(file.Tensors).Name);
    }

    [Theory]
    [MemberData(nameof(LyingHeaders))]
    public void A_header_that_lies_is_refused_with_the_file_named(string fault, string header)
    {
        var path = SafetensorsBytes.File(header, new byte[8]);
        var e = Assert.Throws<WeightsException>(() => TensorFile.Open(path));
        Assert.True(e.Message.StartsWith(path + ": the safetensors header is damaged", StringComparison.Ordinal), fault);
    }

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(long.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void A_huge_header_is_refused_before_memory_is_taken(ulong declared) =>
        Assert.Throws<WeightsException>(() => TensorFile.Open(SafetensorsBytes.File(declared, Encoding.UTF8.GetBytes(OneFloat), new byte[4])));

    [Fact]
    public void A_header_longer_than_the_file_is_refused() =>
        Assert.Throws<WeightsException>(() => TensorFile.Open(SafetensorsBytes.File(5000, Encoding.UTF8.GetBytes(OneFloat), new byte[4])));

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(40)]
    public void A_truncated_file_is_refused(int bytes)
    {
        var whole = File.ReadAllBytes(SafetensorsBytes.File(OneFloat, new byte[4]));
        Assert.Throws<WeightsException>(() => TensorFile.Open(SafetensorsBytes.File(whole[..bytes])));
    }

    [Fact]
    public void Tensors_beyond_the_files_end_are_told_as_a_file_cut_short() => Assert.EndsWith(
        ": the file is cut short: its tensors need 12 bytes, but 8 follow the header; fetch it again.",
        Assert.Throws<WeightsException>(() => TensorFile.Open(
            SafetensorsBytes.File("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", new byte[8]))).Message);

    [Fact]
    public void A_name_that_is_not_utf8_is_refused()
    {
        var header = Encoding.Latin1.GetBytes(OneFloat.Replace("\"a\"", "\"\u00e9\u00ff\""));
        Assert.Throws<WeightsException>(() => TensorFile.Open(SafetensorsBytes.File(header, new byte[4])));
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        Assert.Throws<WeightsException>(() => TensorFile.Open(Some.TemporaryFile()));
        Assert.Throws<WeightsException>(() => TensorFile.Open(Path.GetTempPath()));
    }

    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x3F, 0, 0, 0x20, 0xC0 })]
    [InlineData("F16", new byte[] { 0x00, 0x3E, 0x00, 0xC1 })]
    [InlineData("BF16", new byte[] { 0xC0, 0x3F, 0x20, 0xC0 })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0x04, 0xC0 })]
    public void Every_floating_type_is_read_as_float32(string type, byte[] data)
    {
        var path = SafetensorsBytes.File(
            $$$"""{"a":{"dtype":"{{{type}}}","shape":[2],"data_offsets":[0,{{{data.Length}}}]},"__metadata__":{"by":"me"}}""", data);
        using var file = TensorFile.Open(path);
        var values = new float[2];
        file.Read(file.Tensors.Single(), values);
        Assert.Equal([1.5f, -2.5f], values);
    }

    [Fact]
    public void Tensors_longer_than_a_block_are_converted_whole()
    {
        var doubles = Enumerable.Range(0, 200_001).Select(i => i / 4.0).ToArray();
        var path = SafetensorsBytes.File(
            """{"a":{"dtype":"F64","shape":[200001],"data_offsets":[0,1600008]}}""", [.. doubles.SelectMany(BitConverter.GetBytes)]);
        using var file = TensorFile.Open(path);
        var values = new float[doubles.Length];
        file.Read(file.Tensors.Single(), values);
        Assert.Equal(doubles.Select(value => (float)value), values);
    }

    [Fact]
    public void Integers_are_no_weights()
    {
        using var file = TensorFile.Open(SafetensorsBytes.File("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", new byte[8]));
        Assert.Throws<WeightsException>(() => file.Read(file.Tensors.Single(), new float[1]));
    }
}
