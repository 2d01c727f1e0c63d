namespace Hares.Embed.Encoders;

/// <summary>An encoder for whoever has one batch at a time.</summary>
public static class EncoderExtensions
{
    /// <summary>Prepares windows and embeds them; for one thread at a time.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="windows">As <see cref="IEncoder.Prepare"/> takes them.</param>
    /// <param name="frames">Frames a window.</param>
    /// <returns>One embedding a window, each of length <see cref="IEncoder.Dimension"/>.</returns>
    /// <exception cref="OutOfDeviceMemoryException">The batch does not fit the device's memory; a smaller one may.</exception>
    public static float[][] Embed(this IEncoder encoder, IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        using var batch = encoder.Prepare(windows, frames);
        return batch.Embed();
    }
}
