using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;
using Hares.Probe;

namespace Hares.Pipeline.Tasks;

/// <summary>
/// The room a probe takes while it trains. Its embeddings lie in memory, or in a temporary file of the cache's folder where they are larger than
/// <c>embed.memory</c>; copies that the protocol makes of them always lie in memory.
/// </summary>
/// <param name="EmbeddingBytes">Size of the task's embeddings, views included.</param>
/// <param name="Copies">Copies of them in memory.</param>
/// <param name="BudgetBytes"><c>embed.memory</c>, which all probes at work share.</param>
internal sealed record ProbeRoom(long EmbeddingBytes, int Copies, long BudgetBytes)
{
    public static ProbeRoom Of(PipelineFile file, RunTask task, long embeddingBytes) =>
        new(embeddingBytes, ProbeRunner.Copies(file.Probe, task.Definition.Recipe), file.Embed.MemoryBytes);

    /// <summary>Memory that a run may take on this machine, or in its container.</summary>
    public static long MachineBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    public bool IsInFile => EmbeddingBytes > BudgetBytes;

    /// <summary>Memory that the operating system cannot take back while the probe trains.</summary>
    public long MemoryBytes => (Copies + (IsInFile ? 0 : 1)) * EmbeddingBytes;

    /// <summary>Why the probe cannot be trained on a machine of so much memory; null when it can.</summary>
    public string? Refusal(long machineBytes, string protocol)
    {
        if (MemoryBytes <= machineBytes) return null;
        var remedy = protocol == "quick" ? "protocol hares can read them from a file" : "give fewer views, or more memory";
        return $"Its probe needs {Copies} copies in memory of {ByteSize.Format(EmbeddingBytes)} of embeddings, "
            + $"and the machine has {ByteSize.Format(machineBytes)}; {remedy}.";
    }
}
