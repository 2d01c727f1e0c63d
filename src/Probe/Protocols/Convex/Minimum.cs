namespace Hares.Probe.Protocols.Convex;

/// <summary>Where a minimisation ended.</summary>
internal sealed record Minimum(float[] Point, double Loss, int Iterations, int Evaluations, bool Converged);
