namespace Hares.Pipeline.Report;

/// <summary>Mean score of each domain's tasks; null unless all of the domain's tasks ran whole.</summary>
internal sealed record DomainScores(double? Environment = null, double? Speech = null, double? Music = null);
