using System.Runtime.Intrinsics.X86;

namespace Hares.Embed.Tests;

public sealed class ProcessorTests
{
    [Fact]
    public void It_multiplies_bfloat16_where_the_kernel_says_so()
    {
        const string Info = "/proc/cpuinfo";
        Assert.SkipUnless(X86Base.IsSupported && File.Exists(Info), "no x86 under Linux");
        var flags = File.ReadLines(Info).First(line => line.StartsWith("flags", StringComparison.Ordinal)).Split(' ');
        Assert.Equal(flags.Contains("amx_bf16") || flags.Contains("avx512_bf16"), Processor.MultipliesBfloat16);
    }
}
