namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// The loss at <paramref name="point"/>; its gradient goes to <paramref name="gradient"/>. Infinite, with no gradient, where the loss was seen to be
/// above <paramref name="limit"/> before all of it was known.
/// </summary>
internal delegate double Objective(ReadOnlySpan<float> point, Span<float> gradient, double limit);
