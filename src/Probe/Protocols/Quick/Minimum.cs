namespace Hares.Probe.Protocols.Quick;

/// <summary>Where a minimisation ended.</summary>
internal sealed record Minimum(float[] Point, double Loss, int Iterations, int Evaluations, bool Converged);
