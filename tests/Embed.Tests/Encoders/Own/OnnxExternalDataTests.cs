using System.Text;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders.Own;

public sealed class OnnxExternalDataTests
{
    [Fact]
    public void A_model_that_is_one_file_has_no_others() => Assert.Empty(OnnxExternalData.Files(OtherFile.Path("wave.onnx")));

    [Fact]
    public void Files_beside_the_model_are_found_and_belong_to_its_identity()
    {
        var path = Model(Tensor("w.data"), Tensor("v.data"), Tensor("w.data"));
        var folder = Path.GetDirectoryName(path)!;
        Assert.Equal([Path.Combine(folder, "v.data"), Path.Combine(folder, "w.data")], OnnxExternalData.Files(path));

        System.IO.File.WriteAllText(Path.Combine(folder, "v.data"), "1");
        System.IO.File.WriteAllText(Path.Combine(folder, "w.data"), "2");
        var settings = new OwnModelSettings { Format = ModelFormat.Onnx, Path = path };
        var before = ModelHash.Of(settings);
        System.IO.File.WriteAllText(Path.Combine(folder, "w.data"), "3");
        Assert.NotEqual(before, ModelHash.Of(settings));
    }

    public static TheoryData<string> Places => [.. Models("w.data").Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Files_are_found_wherever_the_model_has_tensors_and_nowhere_but_beside_it(string place)
    {
        var path = File(Models("w.data")[place]);
        var data = Path.Combine(Path.GetDirectoryName(path)!, "w.data");
        Assert.Equal([data], OnnxExternalData.Files(path));

        System.IO.File.WriteAllText(data, "1");
        var settings = new OwnModelSettings { Format = ModelFormat.Onnx, Path = path };
        var before = ModelHash.Of(settings);
        System.IO.File.WriteAllText(data, "2");
        Assert.NotEqual(before, ModelHash.Of(settings));

        var outside = File(Models("../w.data")[place]);
        Assert.Contains("only files beside the model are read", Assert.Throws<EncoderException>(() => OnnxExternalData.Files(outside)).Message);
    }

    [Fact]
    public void Graphs_within_graphs_are_followed_so_far_and_no_further()
    {
        Assert.Single(OnnxExternalData.Files(File(Field(7, Nested(32)))));
        var e = Assert.Throws<EncoderException>(() => OnnxExternalData.Files(File(Field(7, Nested(5000)))));
        Assert.EndsWith("not an ONNX file: it is nested more than 100 deep.", e.Message);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    public void Files_anywhere_else_are_refused(string location) =>
        Assert.Contains(
            "only files beside the model are read",
            Assert.Throws<EncoderException>(() => OnnxExternalData.Files(Model(Tensor(location)))).Message);

    [Theory]
    [InlineData(new byte[] { 0x3A, 0x7F })]
    [InlineData(new byte[] { 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x3A })]
    [InlineData(new byte[] { 0x0B })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0x3A, 0x02, 0x2A, 0x40 })]
    public void Lengths_that_lead_out_of_their_message_are_refused(byte[] bytes) =>
        Assert.Contains("not an ONNX file", Assert.Throws<EncoderException>(() => OnnxExternalData.Files(File(bytes))).Message);

    private static string Model(params byte[][] tensors) =>
        File([.. Field(1, [8]), .. Field(7, [.. Field(1, Field(4, "Relu"u8)), .. tensors.SelectMany(tensor => Field(5, tensor))])]);

    private static byte[] Tensor(string location) =>
        [.. Field(8, "w"u8), .. Field(13, [.. Field(1, "location"u8), .. Field(2, Encoding.UTF8.GetBytes(location))])];

    /// <summary>A model for each place where a tensor may stand.</summary>
    private static Dictionary<string, byte[]> Models(string location)
    {
        var tensor = Tensor(location);
        return new()
        {
            ["initializer"] = Field(7, Field(5, tensor)),
            ["values of a sparse initializer"] = Field(7, Field(15, Field(1, tensor))),
            ["indices of a sparse initializer"] = Field(7, Field(15, Field(2, tensor))),
            ["attribute"] = Field(7, Node(Field(5, tensor))),
            ["attribute of several tensors"] = Field(7, Node([.. Field(10, Field(8, "v"u8)), .. Field(10, tensor)])),
            ["sparse attribute"] = Field(7, Node(Field(22, Field(1, tensor)))),
            ["attribute of several sparse tensors"] = Field(7, Node(Field(23, Field(1, tensor)))),
            ["graph of an attribute"] = Field(7, Node(Field(6, Field(5, tensor)))),
            ["graphs of an attribute"] = Field(7, Node([.. Field(11, Field(2, "g"u8)), .. Field(11, Node(Field(5, tensor)))])),
            ["function"] = Field(25, Field(7, Field(5, Field(5, tensor)))),
            ["default of a function"] = Field(25, Field(11, Field(5, tensor))),
        };
    }

    /// <summary>A graph with a tensor, so many graphs deep.</summary>
    private static byte[] Nested(int depth)
    {
        var graph = Field(5, Tensor("w.data"));
        for (var i = 0; i < depth; i++)
            graph = Node(Field(6, graph));
        return graph;
    }

    /// <summary>A node, as a graph has it, with one attribute.</summary>
    private static byte[] Node(ReadOnlySpan<byte> attribute) => Field(1, [.. Field(4, "If"u8), .. Field(5, attribute)]);

    private static byte[] Field(int number, ReadOnlySpan<byte> content) =>
        [.. Varint(number << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Varint(value >> 7)];

    private static string File(byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Some.TemporaryFile()).FullName;
        var path = Path.Combine(folder, "model.onnx");
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
