using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>What a plan says of probes whose embeddings are larger than memory allows.</summary>
/// <param name="file">Knows the protocol and the budget.</param>
/// <param name="meanSeconds">Mean length of the clips that a set has to embed.</param>
/// <param name="machineBytes">Memory of this machine.</param>
internal sealed class PlanMemory(PipelineFile file, Func<EmbeddingSet, double> meanSeconds, long machineBytes)
{
    /// <summary>A sentence for each probe that needs a file, or cannot be trained here.</summary>
    public IReadOnlyList<string> Notes(EmbeddingPlan plan, IReadOnlyList<RunTask> tasks, IReadOnlyList<EncoderRun> encoders) =>
        [.. tasks.SelectMany(task => encoders.Select(encoder => Note(plan.Probe(encoder, task)))).OfType<string>()];

    private string? Note(ProbeJob job)
    {
        var room = ProbeRoom.Of(file, job.Task, (long)(Windows(job) * job.Set.Encoder.Dimension * sizeof(float)));
        var name = $"{job.Encoder.Name}, {job.Task.Name}";
        if (room.Refusal(machineBytes, file.Probe.Protocol) is { } refusal) return $"{name}: {refusal}";
        if (!room.IsInFile) return null;
        return $"{name}: {ByteSize.Format(room.EmbeddingBytes)} of embeddings are more than embed.memory; "
            + $"the probe reads them from a temporary file in {file.Output.Cache}.";
    }

    /// <summary>Those cached, and as many again as clips of the mean length have.</summary>
    private double Windows(ProbeJob job) => job.Views.Prepend(job.Set).Sum(set =>
    {
        var toEmbed = job.Task.Clips.Count(set.IsToDo);
        return job.Task.Clips.Sum(clip => (double)set.Windows(clip)) + (toEmbed == 0 ? 0 : toEmbed * (double)set.Plan.Count(meanSeconds(set)));
    });
}
