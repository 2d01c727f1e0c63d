using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Probe;

namespace Hares.Pipeline.Tasks;

/// <summary>What came of a probe.</summary>
internal sealed record ProbeOutcome(ProbeJob Job, TaskResults Result, IReadOnlyList<Prediction> Predictions);
