using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Hares.Bench.Measure;

/// <summary>The rate a benchmark reached.</summary>
internal static class Measured
{
    /// <summary>Its work, and units a second in the median; null where it has no rate or did not run.</summary>
    public static (Rate Work, double PerSecond)? Of(Summary summary, BenchmarkCase benchmark)
    {
        if (summary[benchmark]?.ResultStatistics is not { } statistics || Activator.CreateInstance(benchmark.Descriptor.Type) is not IRated rated)
            return null;
        foreach (var parameter in benchmark.Parameters.Items)
            benchmark.Descriptor.Type.GetProperty(parameter.Name)?.SetValue(rated, parameter.Value);
        return (rated.Rate, rated.Rate.Amount / (statistics.Median * 1e-9));
    }
}
