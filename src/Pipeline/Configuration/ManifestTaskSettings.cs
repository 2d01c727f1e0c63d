using Hares.Probe.Metrics;

namespace Hares.Pipeline.Configuration;

/// <summary>A task on one's own dataset.</summary>
/// <param name="Label">Column of the CSV that holds the classes.</param>
/// <param name="Metric">How the task is scored.</param>
/// <param name="WindowSeconds">Length of the windows embedded.</param>
/// <param name="HopSeconds">Distance between two windows' starts; equal to the length when they do not overlap.</param>
internal sealed record ManifestTaskSettings(string Label, Metric Metric, double WindowSeconds, double HopSeconds);
