using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Configuration;

/// <summary>A pipeline file cannot be used.</summary>
internal sealed class PipelineFileException : Exception
{
    /// <summary>The message lists everything found wrong with it.</summary>
    public PipelineFileException(string path, IReadOnlyCollection<Fault> faults) : base(Describe(path, faults))
    {
    }

    /// <summary>There is nothing to be read.</summary>
    public PipelineFileException(string sentence) : base(sentence)
    {
    }

    private static string Describe(string path, IReadOnlyCollection<Fault> faults)
    {
        var ordered = faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Path, StringComparer.Ordinal);
        var count = faults.Count == 1 ? "1 fault" : $"{faults.Count} faults";
        return $"{path} has {count}:\n" + string.Join('\n', ordered.Select(fault => $"  {fault}"));
    }
}
