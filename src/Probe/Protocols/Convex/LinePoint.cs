namespace Hares.Probe.Protocols.Convex;

/// <summary>The point a line search settled on, the last one it evaluated.</summary>
internal sealed record LinePoint(float[] Point, float[] Gradient, double Loss, int Evaluations, bool Succeeded);
