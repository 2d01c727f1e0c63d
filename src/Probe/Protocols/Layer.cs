namespace Hares.Probe.Protocols;

/// <summary>A fitted dense layer.</summary>
/// <param name="Weights">Outputs x inputs, row by row.</param>
/// <param name="Biases">One an output.</param>
internal sealed record Layer(float[] Weights, float[] Biases);
