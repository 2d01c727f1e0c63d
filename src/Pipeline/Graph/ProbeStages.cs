using System.Runtime.CompilerServices;

namespace Hares.Pipeline.Graph;

/// <summary>
/// One independent stage a (encoder, task): it starts as soon as that pair's embeddings are complete, while other tasks still embed.
/// </summary>
internal sealed class ProbeStages(Stage stage, Func<ProbeJob, CancellationToken, Task> probe)
{
    public async Task RunAsync(IReadOnlyList<ProbeJob> jobs, CancellationToken cancelled)
    {
        if (jobs.Count == 0) return;
        using var mesh = new Mesh(cancelled);
        var probing = mesh.Pump<ProbeJob>(stage, stage.Parallelism, probe);
        await mesh.RunAsync(probing, InOrderOfCompletion, probing);

        async IAsyncEnumerable<ProbeJob> InOrderOfCompletion([EnumeratorCancellation] CancellationToken token)
        {
            await foreach (var ready in Task.WhenEach(jobs.Select(Ready)).WithCancellation(token)) yield return await ready;
        }

        static async Task<ProbeJob> Ready(ProbeJob job)
        {
            await job.Complete();
            return job;
        }
    }
}
