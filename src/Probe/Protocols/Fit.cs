namespace Hares.Probe.Protocols;

/// <summary>A fitted probe and how it came about.</summary>
internal sealed record Fit(LinearModel Model, FitReport Report);
