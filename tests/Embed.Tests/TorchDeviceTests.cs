using Hares.Embed.Encoders;
using TorchSharp;

namespace Hares.Embed.Tests;

[Collection("native")]
public sealed class TorchDeviceTests
{
    [Fact]
    public void Cuda_on_a_build_without_it_says_how_to_get_it()
    {
        Assert.SkipWhen(torch.cuda.is_available(), "this build has CUDA");
        var e = Assert.Throws<EncoderException>(() => TorchDevice.Of("cuda"));
        Assert.Equal("Device \"cuda\" is not available: it needs an NVIDIA GPU and a build for it (CONTRIBUTING.md, CUDA).", e.Message);
    }

    [Fact]
    public void An_unknown_device_is_answered_with_the_known_ones()
    {
        var e = Assert.Throws<EncoderException>(() => TorchDevice.Of("tpu"));
        Assert.Equal("Unknown device \"tpu\"; known are auto, cpu, cuda, cuda:0, cuda:1 and so on.", e.Message);
    }

    [Theory]
    [InlineData("auto", 0, "cpu")]
    [InlineData("auto", 2, "cuda:0")]
    [InlineData("cpu", 2, "cpu")]
    [InlineData("cuda", 2, "cuda:0")]
    [InlineData("cuda:1", 2, "cuda:1")]
    public void A_name_stands_for_a_device_that_is_there(string name, int gpus, string device) =>
        Assert.Equal(device, TorchDevice.NameOf(TorchDevice.Of(name, gpus)));

    [Theory]
    [InlineData("cuda:1", 1, "Device \"cuda:1\" is not available: there is one GPU, \"cuda:0\".")]
    [InlineData("cuda:4", 4, "Device \"cuda:4\" is not available: there are 4 GPUs, \"cuda:0\" to \"cuda:3\".")]
    [InlineData("cuda:0", 0, "Device \"cuda:0\" is not available: it needs an NVIDIA GPU and a build for it (CONTRIBUTING.md, CUDA).")]
    public void A_GPU_that_is_not_there_is_answered_with_those_that_are(string name, int gpus, string message) =>
        Assert.Equal(message, Assert.Throws<EncoderException>(() => TorchDevice.Of(name, gpus)).Message);

    [Fact]
    public void On_a_GPU_float32_is_not_rounded_before_it_is_multiplied()
    {
        torch.backends.cudnn.allow_tf32 = true;
        torch.backends.cuda.matmul.allow_tf32 = true;
        TorchDevice.Of("cuda", gpus: 1);
        Assert.False(torch.backends.cudnn.allow_tf32);
        Assert.False(torch.backends.cuda.matmul.allow_tf32);
    }
}
