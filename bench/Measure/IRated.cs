namespace Hares.Bench.Measure;

/// <summary>A benchmark that knows how much it works through, given its parameters.</summary>
internal interface IRated
{
    Rate Rate { get; }
}
