namespace Hares.Embed.Encoders;

/// <summary>The function that follows a convolution and its normalisation.</summary>
internal enum Activation
{
    None,
    Relu,
    Silu,

    /// <summary>GELU by the error function, as transformers have it.</summary>
    Gelu,

    /// <summary>GELU in its tanh form, without a constant (<see cref="NormalizerFree.Gelu"/>).</summary>
    TanhGelu,
}
