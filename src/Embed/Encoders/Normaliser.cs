namespace Hares.Embed.Encoders;

/// <summary>What follows a convolution.</summary>
internal enum Normaliser
{
    /// <summary>Nothing; the convolution has a bias instead.</summary>
    None,

    /// <summary>Batch normalisation.</summary>
    Batch,

    /// <summary>Layer normalisation: each window over all its channels, frames and bands; a gain and a shift for each channel.</summary>
    Layer,

    /// <summary>Instance normalisation: each channel of each window over its frames and bands; a gain and a shift for each channel.</summary>
    Instance,
}
