namespace Hares.Probe.Protocols;

/// <summary>A seed's fitted probe and how it came about.</summary>
/// <param name="Slots">The model of every slot.</param>
/// <param name="Reports">One for every slot, or one for all.</param>
internal sealed record Fit(IReadOnlyList<ProbeModel> Slots, IReadOnlyList<FitReport> Reports);
