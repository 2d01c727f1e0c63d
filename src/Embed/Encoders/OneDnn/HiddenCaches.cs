using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>Makes libtorch compute on virtual machines that hide the caches of an AMD processor. Linux only.</summary>
/// <remarks>
/// <para>
/// The CPUID leaf that holds the caches' sizes less one is all zeros there, and oneDNN takes each cache for one byte. Sharing out work to such caches it
/// divides by zero: the process dies of SIGFPE in its first 1x1 convolution from 1,024 channels to 512, and in others
/// (github.com/pytorch/pytorch/issues/177227 tells of the like). Where it knows of no cache it assumes usual ones, so the number of caches in its own
/// record of the processor is set to none. No call gives that record: it is found in libtorch's data by what it holds, and a oneDNN that
/// holds none of this needs no help.
/// </para>
/// <para>NNPACK refuses such processors, with a warning at each convolution that libtorch offers it: it is switched off.</para>
/// </remarks>
internal static unsafe partial class HiddenCaches
{
    private const uint HighestLeaf = 0x8000_0000, CacheLeaf = 0x8000_001D;

    // Xbyak::util::Cpu: the sizes of up to ten caches, how many cores share each, and how many caches there are.
    private static readonly uint[] Record = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, /**/ 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, /**/ 3];

    private static readonly Lazy<bool> Told = new(() => OperatingSystem.IsLinux() && AreHidden && TellOneDnn());

    private static bool AreHidden => X86Base.IsSupported && IsAmd && Leaf(HighestLeaf).A >= CacheLeaf && Leaf(CacheLeaf) == default;

    private static bool IsAmd => Leaf(0) is (_, 0x6874_7541, 0x444D_4163, 0x6974_6E65); // "AuthenticAMD"

    /// <summary>To be called before any convolution; what there is to do is done once.</summary>
    public static void Tell() => _ = Told.Value;

    private static (uint A, uint B, uint C, uint D) Leaf(uint leaf)
    {
        var (a, b, c, d) = X86Base.CpuId((int)leaf, 0);
        return ((uint)a, (uint)b, (uint)c, (uint)d);
    }

    private static bool TellOneDnn()
    {
        UseNnpack(GlobalContext(), false);
        // oneDNN looks at the processor at its first use; libtorch leaves a batch this large to it.
        using (var batch = zeros(16, 1, 1, 1))
        using (var weight = zeros(1, 1, 1, 1))
            nn.functional.conv2d(batch, weight).Dispose();

        var found = false;
        foreach (var (start, bytes) in LibtorchData(File.ReadLines("/proc/self/maps")))
        {
            var words = new Span<uint>((void*)start, (int)(bytes / sizeof(uint)));
            for (int at; (at = words.IndexOf(Record)) >= 0; found = true)
            {
                words[at + Record.Length - 1] = 0;
                words = words[(at + Record.Length)..];
            }
        }

        return found;
    }

    /// <summary>Where the variables of libtorch_cpu lie: its writable segments and the memory right behind them, which belongs to no file.</summary>
    internal static IEnumerable<(long Start, long Bytes)> LibtorchData(IEnumerable<string> maps)
    {
        var last = 0L;
        foreach (var line in maps)
        {
            // 7f0a5c000000-7f0a5c021000 rw-p 00000000 00:00 0    /path
            var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var range = fields[0].Split('-');
            var (start, end) = (Hex(range[0]), Hex(range[1]));
            var isPart = fields.Length == 6 ? Path.GetFileName(fields[5]) == "libtorch_cpu.so" : start == last;
            if (!isPart || !fields[1].StartsWith("rw", StringComparison.Ordinal)) continue;
            last = end;
            yield return (start, end - start);
        }
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void UseNnpack(nint context, [MarshalAs(UnmanagedType.U1)] bool enabled);

    private static long Hex(string digits) => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
