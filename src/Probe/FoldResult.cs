using Hares.Probe.Metrics;

namespace Hares.Probe;

/// <summary>One fold's fits, scores and metrics, an entry a seed, and the first seed's scores by slot, test clip and class.</summary>
internal sealed record FoldResult(
    IReadOnlyList<FitReport> Fits, IReadOnlyList<double> Scores, IReadOnlyList<WeightedMetric> Metrics, float[][][] Predictions);
