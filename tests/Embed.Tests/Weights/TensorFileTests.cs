using System.Text;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights;

/// <summary>What people give instead of weights, or half of.</summary>
public sealed class TensorFileTests
{
    [Theory]
    [InlineData("", "the file is empty; fetch it again.")]
    [InlineData("<!DOCTYPE html><html>", "none of safetensors, PyTorch, .npz, but a web page; download the file itself.")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:", "none of safetensors, PyTorch, .npz, but a Git LFS pointer")]
    [InlineData("\u0093NUMPY\u0001\0v\0", "none of safetensors, PyTorch, .npz, but a single NumPy array; save all of the network's by numpy.savez.")]
    [InlineData("\u0008\u0007\u0012\u0007pytorch", "none of safetensors, PyTorch, .npz, but rather an ONNX model, which is given as \"onnx\"")]
    [InlineData("weights", "none of safetensors, PyTorch, .npz.")]
    public void What_is_no_weights_file_is_told_by_what_it_looks_like(string content, string sentence) =>
        Assert.StartsWith(sentence, Refused(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("state-dict.pt", 1500)]
    [InlineData("haiku.npz", 300)]
    [InlineData("state-dict-legacy.pth", 20)]
    [InlineData("state-dict-legacy.pth", 200)]
    [InlineData("state-dict-legacy.pth", 1200)]
    public void A_file_cut_short_is_told_to_be(string name, int bytes)
    {
        var message = Refused(File.ReadAllBytes(OtherFile.Path(name))[..bytes]);
        Assert.Contains("cut short", message);
        Assert.EndsWith("fetch it again.", message);
    }

    private static string Refused(byte[] content)
    {
        var path = Some.TemporaryFile();
        File.WriteAllBytes(path, content);
        var message = Assert.Throws<WeightsException>(() => TensorFile.Open(path)).Message;
        Assert.StartsWith($"{path}: ", message);
        return message[(path.Length + 2)..];
    }
}
