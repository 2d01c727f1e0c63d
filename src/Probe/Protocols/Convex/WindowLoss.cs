namespace Hares.Probe.Protocols.Convex;

/// <summary>The loss of one window. Turns its outputs into their slopes, and adds the second derivative by every output.</summary>
/// <param name="outputs">Biases included; the slopes afterwards.</param>
/// <param name="positives">Outputs whose truth is 1.</param>
/// <param name="curvatures">One an output, added to.</param>
/// <param name="scratch">One an output, anything.</param>
internal delegate double WindowLoss(Span<float> outputs, ReadOnlySpan<int> positives, Span<float> curvatures, Span<float> scratch);
