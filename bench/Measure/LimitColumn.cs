using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Hares.Bench.Measure;

/// <summary>The rate as a share of what the machine could reach at best.</summary>
internal sealed class LimitColumn : IColumn
{
    public string Id => nameof(LimitColumn);

    public string ColumnName => "Of limit";

    public string Legend => "Share of the physical limit (bench/README.md says which)";

    public ColumnCategory Category => ColumnCategory.Statistics;

    public int PriorityInCategory => 2;

    public bool AlwaysShow => true;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        Measured.Of(summary, benchmarkCase) is ({ Limit: { } limit }, var perSecond)
            ? (perSecond / limit).ToString("P0", CultureInfo.InvariantCulture)
            : "";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
