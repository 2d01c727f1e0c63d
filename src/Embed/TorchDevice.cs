using Hares.Embed.Encoders;
using Hares.Embed.Encoders.OneDnn;
using TorchSharp;

namespace Hares.Embed;

/// <summary>Turns the device asked for in a pipeline file into one that is there.</summary>
internal static class TorchDevice
{
    /// <param name="name">One of <see cref="DeviceNames"/>.</param>
    /// <exception cref="EncoderException">Unknown name, or no such device.</exception>
    public static torch.Device Of(string name)
    {
        TorchLibrary.Require();
        return Of(name, torch.cuda.is_available() ? torch.cuda.device_count() : 0);
    }

    /// <param name="gpus">How many GPUs there are.</param>
    public static torch.Device Of(string name, int gpus)
    {
        if (!DeviceNames.IsKnown(name))
            throw new EncoderException($"Unknown device \"{name}\"; known are auto, cpu, cuda, cuda:0, cuda:1 and so on.");
        if (name == DeviceNames.Cpu || (name == DeviceNames.Auto && gpus == 0))
        {
            HiddenCaches.Tell();
            return torch.CPU;
        }

        if (gpus == 0)
            throw new EncoderException($"Device \"{name}\" is not available: it needs an NVIDIA GPU and a build for it (CONTRIBUTING.md, CUDA).");
        var index = DeviceNames.GpuOf(name);
        if (index >= gpus)
            throw new EncoderException($"Device \"{name}\" is not available: there {Known(gpus)}.");
        MultiplyInFull();
        return new torch.Device(DeviceType.CUDA, index);
    }

    /// <summary>The name of a device, as "cuda:1" or "cpu".</summary>
    public static string NameOf(torch.Device device) => device.type == DeviceType.CPU ? DeviceNames.Cpu : DeviceNames.OfGpu(device.index);

    private static string Known(int gpus) => gpus == 1 ? "is one GPU, \"cuda:0\"" : $"are {gpus} GPUs, \"cuda:0\" to \"cuda:{gpus - 1}\"";

    /// <summary>libtorch's convolutions would otherwise round float32 to the 11 significant bits of TF32 before they multiply.</summary>
    private static void MultiplyInFull()
    {
        torch.backends.cudnn.allow_tf32 = false;
        torch.backends.cuda.matmul.allow_tf32 = false;
    }
}
