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
        Assert.Equal("Device \"cuda\" is not available: it needs an NVIDIA GPU and a build with -p:Torch=cuda.", e.Message);
    }

    [Fact]
    public void An_unknown_device_is_answered_with_the_known_ones()
    {
        var e = Assert.Throws<EncoderException>(() => TorchDevice.Of("tpu"));
        Assert.Equal("Unknown device \"tpu\"; known are auto, cpu, cuda.", e.Message);
    }
}
