namespace Hares.Probe.Protocols;

/// <summary>What a probe's outputs become when a clip is scored.</summary>
internal enum OutputScale
{
    /// <summary>Probabilities of classes that exclude each other.</summary>
    Softmax,

    /// <summary>A probability for each class alone.</summary>
    Sigmoid,

    /// <summary>Decision values of support vector machines, as they are.</summary>
    Margin,
}
