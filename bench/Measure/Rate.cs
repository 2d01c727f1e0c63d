namespace Hares.Bench.Measure;

/// <summary>What one run of a benchmark works through.</summary>
/// <param name="Amount">How much, in units.</param>
/// <param name="Unit">The unit of <paramref name="Amount"/> per second, as the table shows it.</param>
/// <param name="Limit">Units a second that this machine could reach at best, where that is known.</param>
internal sealed record Rate(double Amount, string Unit, double? Limit = null);
