namespace Hares.Embed.Cache;

/// <summary>Receives one embedding of the cache.</summary>
/// <param name="clip">The clip and the view.</param>
/// <param name="window">The window's number, from 0.</param>
/// <param name="embedding">Valid during the call only: copy what is to be kept.</param>
public delegate void EmbeddingVisitor(ClipKey clip, int window, ReadOnlySpan<float> embedding);
