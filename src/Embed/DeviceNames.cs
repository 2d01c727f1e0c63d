using System.Globalization;
using System.Text.RegularExpressions;

namespace Hares.Embed;

/// <summary>What devices are called in a pipeline file.</summary>
public static partial class DeviceNames
{
    /// <summary>The first GPU if there is one, else the CPU.</summary>
    public const string Auto = "auto";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    /// <summary>The first GPU, as "cuda:0".</summary>
    public const string Cuda = "cuda";

    private const string Name = "(auto|cpu|cuda(:[0-9]{1,2})?)";

    /// <summary>What a name must match: "auto", "cpu", "cuda", or "cuda:" and a GPU's number from 0.</summary>
    public const string Pattern = $"^{Name}$";

    /// <summary>Whether there is such a name; not whether there is such a device.</summary>
    public static bool IsKnown(string name) => Shape().IsMatch(name);

    /// <summary>"cuda:1" for 1.</summary>
    internal static string OfGpu(int index) => $"{Cuda}:{index}";

    /// <summary>1 for "cuda:1"; 0 where no number is named.</summary>
    internal static int GpuOf(string name) => name.Split(':') is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;

    // In .NET, other than in a schema, $ also matches before a line feed at the end.
    [GeneratedRegex($@"\A{Name}\z")]
    private static partial Regex Shape();
}
