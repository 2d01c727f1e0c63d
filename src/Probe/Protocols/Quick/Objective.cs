namespace Hares.Probe.Protocols.Quick;

/// <summary>The loss at <paramref name="point"/>; its gradient goes to <paramref name="gradient"/>.</summary>
internal delegate double Objective(ReadOnlySpan<float> point, Span<float> gradient);
