using Hares.Probe;

namespace Hares.Pipeline.Report;

/// <summary>How a score came about.</summary>
/// <param name="Protocol">"hares" or "quick".</param>
/// <param name="Settings">The protocol's settings.</param>
/// <param name="Fits">One entry for every fold and seed.</param>
/// <param name="Warnings">What a reader of the score should know.</param>
internal sealed record ProbeDetails(
    string Protocol, IReadOnlyDictionary<string, double> Settings, IReadOnlyList<FitReport> Fits, IReadOnlyList<string> Warnings);
