namespace Hares.Pipeline.Runs;

/// <summary>A pipeline file is right, but what it speaks of does not allow the run; the message tells everything that was found.</summary>
internal sealed class UnfitRunException(string file, IReadOnlyList<string> faults) : Exception(Describe(file, faults))
{
    private static string Describe(string file, IReadOnlyList<string> faults) => faults is [var only]
        ? only
        : $"{file} cannot run, for {faults.Count} reasons:\n" + string.Join('\n', faults.Select(Indented));

    private static string Indented(string fault) => "  " + fault.Replace("\n", "\n  ", StringComparison.Ordinal);
}
