using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>A part of a network that holds tensors made by folding. They are not registered, so TorchSharp's <c>to()</c> passes them over.</summary>
internal interface IHoldsFolded
{
    /// <summary>Converts them, after folding.</summary>
    void HoldAs(ScalarType type);
}
