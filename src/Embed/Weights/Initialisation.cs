namespace Hares.Embed.Weights;

/// <summary>How the authors of a network draw its untrained kernels and dense weights.</summary>
internal enum Initialisation
{
    /// <summary>Normal, variance 1 / fan-in: the NFNets.</summary>
    FanInNormal,

    /// <summary>Normal, variance 2 / fan-out (He et al. 2015, arXiv 1502.01852): torchvision's residual networks and EfficientNet, SlowFast.</summary>
    HeFanOutNormal,

    /// <summary>Uniform, variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010): PANNs.</summary>
    GlorotUniform,
}
