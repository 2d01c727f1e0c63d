using Hares.Features;

namespace Hares.Embed.Encoders;

/// <summary>What a network is fed.</summary>
/// <param name="Bands">Mel bands of a window; 1 for a waveform.</param>
/// <param name="MinimumFrames">The network makes nothing of shorter windows.</param>
/// <param name="Normalisation">Applied to each window.</param>
/// <param name="WindowsAtOnce">
/// Windows of a forward pass on the CPU, as many at least where the batch has them: few, so that activations stay in the processor's cache, but
/// enough to share the reading of the weights.
/// </param>
internal sealed record NetworkInput(int Bands, int MinimumFrames, Normalisation Normalisation, int WindowsAtOnce)
{
    /// <summary>What a frame of a window takes in the network, as <see cref="EncoderEntry.ActivationBytesPerFrame"/>.</summary>
    public int BytesPerFrame { get; init; }

    /// <summary>
    /// Windows of a forward pass on the CPU, as many at least, if they have so many frames: few enough that all they take together, and so any one tensor of
    /// nearly twice as many, are no more than a span can show.
    /// </summary>
    public int WindowsAtOnceOf(int frames) => (int)Math.Clamp(int.MaxValue / Math.Max(1L, (long)BytesPerFrame * frames), 1, WindowsAtOnce);
}
