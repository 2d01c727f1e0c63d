namespace Hares.Embed.Weights;

/// <summary>How a tensor of the original implementation lies compared with ours.</summary>
internal enum OriginalLayout
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>Convolution kernels (kernel time, kernel frequency, in, out); ours are (out, in, kernel time, kernel frequency).</summary>
    KernelsThenInThenOut,

    /// <summary>Dense weights (in, out); ours are (out, in).</summary>
    InThenOut,
}
