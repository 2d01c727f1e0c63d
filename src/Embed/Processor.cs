using System.Runtime.Intrinsics.X86;

namespace Hares.Embed;

/// <summary>What this machine's processor can do.</summary>
public static class Processor
{
    private const int Features = 7;
    private const int Avx512Bf16 = 1 << 5; // leaf 7, subleaf 1, EAX
    private const int AmxBf16 = 1 << 22; // leaf 7, subleaf 0, EDX

    /// <summary>Whether it multiplies bfloat16 itself. Of others than x86 it is taken for granted.</summary>
    public static bool MultipliesBfloat16 { get; } = !X86Base.IsSupported || (X86Base.CpuId(0, 0).Eax >= Features &&
        ((X86Base.CpuId(Features, 0).Edx & AmxBf16) != 0 || (X86Base.CpuId(Features, 1).Eax & Avx512Bf16) != 0));
}
