using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Configuration;

/// <summary>A pipeline file cannot be used; the message lists everything found wrong with it.</summary>
internal sealed class PipelineFileException(string path, IReadOnlyCollection<Fault> faults) : Exception(Describe(path, faults))
{
    public PipelineFileException(string path, string message) : this(path, [new Fault(1, "$", message)])
    {
    }

    private static string Describe(string path, IReadOnlyCollection<Fault> faults)
    {
        var ordered = faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Path, StringComparer.Ordinal);
        var count = faults.Count == 1 ? "1 fault" : $"{faults.Count} faults";
        return $"{path} has {count}:\n" + string.Join('\n', ordered.Select(fault => $"  {fault}"));
    }
}
