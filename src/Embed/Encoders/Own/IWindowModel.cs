namespace Hares.Embed.Encoders.Own;

/// <summary>A network of the user's in whatever program runs it. For one thread at a time.</summary>
internal interface IWindowModel : IDisposable
{
    /// <summary>The only number of frames it takes; null: any.</summary>
    int? FixedFrames { get; }

    /// <summary>Whether it takes several windows at once.</summary>
    bool TakesBatches { get; }

    /// <param name="values">Windows x frames x bands, row-major, normalised.</param>
    /// <returns>Its first axis is the windows.</returns>
    /// <exception cref="ModelFailureException">The model fails on these windows.</exception>
    /// <exception cref="EncoderException">It gives nothing that an embedding could be made of.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The windows do not fit the device's memory.</exception>
    ModelOutput Run(float[] values, int windows, int frames);
}
