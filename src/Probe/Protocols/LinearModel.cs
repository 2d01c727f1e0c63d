namespace Hares.Probe.Protocols;

/// <summary>A fitted linear probe.</summary>
/// <param name="Classes">What its outputs stand for.</param>
/// <param name="Weights">Outputs x embedding dimension, row by row.</param>
/// <param name="Biases">One an output.</param>
/// <param name="Standardisation">What is done to an embedding first, if anything.</param>
/// <param name="MultiLabel">Sigmoid rather than softmax.</param>
internal sealed record LinearModel(LearntClasses Classes, float[] Weights, float[] Biases, Standardisation? Standardisation, bool MultiLabel);
