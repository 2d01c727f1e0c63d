using System.Runtime.InteropServices;
using Hares.Embed.Encoders;
using TorchSharp;

namespace Hares.Embed;

/// <summary>The native library, looked for before TorchSharp does: not finding it, TorchSharp copies packages about and prints all it tried.</summary>
internal static class TorchLibrary
{
    private static readonly string[] Parts = ["torch_cpu", "LibTorchSharp"];

    /// <summary>To be called before anything else of TorchSharp.</summary>
    /// <exception cref="EncoderException">It cannot be loaded.</exception>
    public static void Require() => Require(Parts);

    /// <param name="parts">Libraries, each needed by the next.</param>
    public static void Require(IEnumerable<string> parts)
    {
        foreach (var part in parts)
            if (!NativeLibrary.TryLoad(part, typeof(torch).Assembly, null, out _))
                throw new EncoderException(
                    $"{part}, a part of libtorch, cannot be loaded. A build with HARES_TORCH=none has none of its own: name the folder of one in "
                    + "LD_LIBRARY_PATH. Any other build has it, or links to where NuGet keeps it: delete src/Pipeline/bin and start again.");
    }
}
