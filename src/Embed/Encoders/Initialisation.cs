namespace Hares.Embed.Encoders;

/// <summary>How the values of an untrained kernel or dense weight are drawn, around zero.</summary>
/// <param name="Deviation">Standard deviation.</param>
/// <param name="IsUniform">Uniform rather than normal.</param>
internal readonly record struct Initialisation(double Deviation, bool IsUniform = false)
{
    /// <summary>Variance 1 / fan-in: the NFNets.</summary>
    public static Initialisation FanInNormal(long[] shape) => new(Math.Sqrt(1.0 / FanIn(shape)));

    /// <summary>He et al. 2015, arXiv 1502.01852, for the pass forwards: variance 2 / fan-in.</summary>
    public static Initialisation HeFanInNormal(long[] shape) => new(Math.Sqrt(2.0 / FanIn(shape)));

    /// <summary>The same for the pass backwards, variance 2 / fan-out: torchvision's residual networks and EfficientNet, SlowFast.</summary>
    public static Initialisation HeFanOutNormal(long[] shape) => new(Math.Sqrt(2.0 / FanOut(shape)));

    /// <summary>Glorot and Bengio 2010, variance 2 / (fan-in + fan-out): PANNs, transformers.</summary>
    public static Initialisation GlorotUniform(long[] shape) => new(Math.Sqrt(2.0 / (FanIn(shape) + FanOut(shape))), IsUniform: true);

    /// <summary>What PyTorch gives a layer that nobody else initialises: variance 1 / (3 fan-in).</summary>
    public static Initialisation PyTorchUniform(long[] shape) => new(Math.Sqrt(1.0 / (3 * FanIn(shape))), IsUniform: true);

    private static long FanIn(long[] shape) => shape[1] * Kernel(shape);

    private static long FanOut(long[] shape) => shape[0] * Kernel(shape);

    private static long Kernel(long[] shape) => shape[2..].Aggregate(1L, (product, size) => product * size);
}
