using Hares.Probe.Metrics;

namespace Hares.Pipeline.Configuration;

/// <summary>What pipeline files and results call the metrics.</summary>
internal static class MetricNames
{
    private static readonly Dictionary<string, Metric> Known = new()
    {
        ["accuracy"] = Metric.Accuracy,
        ["balanced-accuracy"] = Metric.BalancedAccuracy,
        ["macro-f1"] = Metric.MacroF1,
        ["map"] = Metric.MeanAveragePrecision,
        ["roc-auc"] = Metric.RocAuc,
    };

    /// <summary>All names, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Keys];

    public static Metric Parse(string name) => Known[name];

    public static string Of(Metric metric) => Known.Single(pair => pair.Value == metric).Key;
}
