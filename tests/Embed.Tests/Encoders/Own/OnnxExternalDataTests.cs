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
        File([.. Field(1, [8]), .. Field(7, [.. Field(1, "node"u8), .. tensors.SelectMany(tensor => Field(5, tensor))])]);

    private static byte[] Tensor(string location) =>
        [.. Field(8, "w"u8), .. Field(13, [.. Field(1, "location"u8), .. Field(2, Encoding.UTF8.GetBytes(location))])];

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [(byte)(number << 3 | 2), (byte)content.Length, .. content];

    private static string File(byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Some.TemporaryFile()).FullName;
        var path = Path.Combine(folder, "model.onnx");
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
