namespace Hares.Probe;

/// <summary>A 95 % interval of a score.</summary>
/// <param name="Low">Its lower end, not below 0.</param>
/// <param name="High">Its upper end, not above 1.</param>
public readonly record struct ScoreInterval(double Low, double High);
