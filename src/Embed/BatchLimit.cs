namespace Hares.Embed;

/// <summary>The most windows that an encoder is given at once: as many as a share of memory has room for, by their length.</summary>
/// <param name="Most">Whatever their length; at least 1.</param>
/// <param name="Bytes">The share of memory; one window is let through even if it takes more.</param>
/// <param name="BytesPerFrame">What each frame of each window takes of it.</param>
/// <param name="Grows">
/// Whether a small batch is tried first, then larger ones, and the best size kept: for GPUs, of which nobody knows beforehand how many windows keep
/// them busy.
/// </param>
public sealed record BatchLimit(int Most, double Bytes = double.PositiveInfinity, double BytesPerFrame = 0, bool Grows = false)
{
    /// <summary>The limit for windows of so many frames.</summary>
    public int For(int frames) => (int)Math.Clamp(Bytes / (BytesPerFrame * frames), 1, Most);
}
