using Hares.Embed.Encoders.OneDnn;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.OneDnn;

[Collection("native")]
public sealed class HiddenCachesTests
{
    /// <summary>Whatever the processor: where caches are hidden, each of these would end the process.</summary>
    [Theory]
    [InlineData(256, 1024)]
    [InlineData(512, 1024)]
    [InlineData(512, 2048)]
    [InlineData(1024, 512)]
    [InlineData(1024, 2048)]
    public void Convolutions_that_divide_by_a_cache_can_be_computed(long inChannels, long outChannels)
    {
        using var scope = NewDisposeScope();
        var maps = ones(16, inChannels, 5, 4).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        ScalarType[] types = Processor.MultipliesBfloat16 ? [ScalarType.Float32, ScalarType.BFloat16] : [ScalarType.Float32];
        foreach (var type in types)
        {
            var output = nn.functional.conv2d(maps.to(type), full([outChannels, inChannels, 1, 1], 0.5, dtype: type), strides: [2, 2]);
            Assert.Equal([16, outChannels, 3, 2], output.shape);
            Assert.Equal(inChannels / 2f, output.to(float32).max().item<float>());
            Assert.Equal(inChannels / 2f, output.to(float32).min().item<float>());
        }
    }

    [Fact]
    public void Variables_lie_in_the_librarys_writable_segments_and_right_behind_them()
    {
        string[] maps =
        [
            "7f0000000000-7f0000001000 rw-p 00000000 00:00 0",
            "7f0000001000-7f0000009000 r-xp 00000000 08:01 5    /a folder/libtorch_cpu.so",
            "7f0000009000-7f000000a000 r--p 00009000 08:01 5    /a folder/libtorch_cpu.so",
            "7f000000a000-7f000000b000 rw-p 0000a000 08:01 5    /a folder/libtorch_cpu.so",
            "7f000000b000-7f000000e000 rw-p 00000000 00:00 0",
            "7f000000f000-7f0000010000 rw-p 00000000 00:00 0",
            "7f0000010000-7f0000011000 rw-p 00010000 08:01 5    /a folder/libtorch_cpu.so",
            "7f0000011000-7f0000012000 rw-p 00000000 08:01 6    /a folder/libc10.so",
            "7f0000012000-7f0000013000 rw-p 00000000 00:00 0    [heap]",
        ];

        Assert.Equal<(long, long)>(
            [(0x7f000000a000, 0x1000), (0x7f000000b000, 0x3000), (0x7f0000010000, 0x1000)],
            HiddenCaches.LibtorchData(maps));
    }
}
