using Hares.Features;

namespace Hares.Embed.Encoders;

/// <summary>What a network is fed.</summary>
/// <param name="Bands">Mel bands of a window.</param>
/// <param name="MinimumFrames">The network makes nothing of shorter windows.</param>
/// <param name="Normalisation">Applied to each window.</param>
/// <param name="WindowsAtOnce">Windows of one forward pass: few enough that activations stay in the processor's cache. Larger batches are cut.</param>
internal sealed record NetworkInput(int Bands, int MinimumFrames, Normalisation Normalisation, int WindowsAtOnce);
