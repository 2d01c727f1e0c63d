using Hares.Embed.Encoders;
using TorchSharp;

namespace Hares.Embed;

/// <summary>Turns the device asked for in a pipeline file into one that is there.</summary>
internal static class TorchDevice
{
    /// <param name="name">"auto" (the first GPU if there is one, else the CPU), "cpu" or "cuda".</param>
    /// <exception cref="EncoderException">Unknown name, or no CUDA device.</exception>
    public static torch.Device Of(string name) => name switch
    {
        "cpu" => torch.CPU,
        "cuda" when torch.cuda.is_available() => torch.CUDA,
        "cuda" => throw new EncoderException("Device \"cuda\" is not available: it needs an NVIDIA GPU and a build with -p:Torch=cuda."),
        "auto" => torch.cuda.is_available() ? torch.CUDA : torch.CPU,
        _ => throw new EncoderException($"Unknown device \"{name}\"; known are auto, cpu, cuda."),
    };
}
