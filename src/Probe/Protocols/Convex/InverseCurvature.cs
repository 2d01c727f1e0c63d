namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// Multiplies a vector, in place, by a rough inverse of the second derivatives at the point last evaluated; symmetric and positive definite.
/// </summary>
internal delegate void InverseCurvature(Span<float> vector);
