using Hares.Pipeline.Graph;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>What a run works with, once it is known that nothing stands in its way.</summary>
/// <param name="Encoders">In the order of the file.</param>
/// <param name="Tasks">The tasks that can be scored, in the order of the file.</param>
/// <param name="Failed">Tasks that cannot, and why: with data.allowPartial those of official datasets fail alone, and the others run.</param>
/// <param name="Awaited">Datasets that a run makes or unpacks before it reads them, and what it does; their tasks are in neither list yet.</param>
internal sealed record Readiness(
    IReadOnlyList<EncoderRun> Encoders,
    IReadOnlyList<RunTask> Tasks,
    IReadOnlyDictionary<string, string> Failed,
    IReadOnlyDictionary<string, string> Awaited);
