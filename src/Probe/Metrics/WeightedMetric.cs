namespace Hares.Probe.Metrics;

/// <summary>The metric of clips that are each counted as often as <paramref name="counts"/> says; NaN where it is undefined.</summary>
internal delegate double WeightedMetric(ReadOnlySpan<int> counts);
