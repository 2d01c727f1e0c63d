namespace Hares.Pipeline.Report;

/// <summary>A stage's work: items through it, and time its workers were busy, summed over them.</summary>
internal sealed record StageTotals(string Name, long Items, double BusySeconds, int Parallelism);
