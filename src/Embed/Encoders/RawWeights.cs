using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>Weights as they are trained and stored, of which inference holds another form.</summary>
internal static class RawWeights
{
    /// <summary>Lets go of the values: the tensor stays where it is registered, on its device, empty.</summary>
    public static void LetGo(this Tensor raw)
    {
        using var noGradient = no_grad();
        using var nothing = empty(0, raw.dtype, raw.device);
        raw.set_(nothing);
    }
}
