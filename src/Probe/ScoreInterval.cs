namespace Hares.Probe;

/// <summary>A 95 % interval of a score.</summary>
/// <param name="Low">The 2.5th percentile.</param>
/// <param name="High">The 97.5th percentile.</param>
public readonly record struct ScoreInterval(double Low, double High);
