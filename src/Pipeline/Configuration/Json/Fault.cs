namespace Hares.Pipeline.Configuration.Json;

/// <summary>One thing wrong with a JSON file.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Path">JSON path, "$.encoders[0].name".</param>
/// <param name="Message">What was found, which rule it breaks, what to do.</param>
internal sealed record Fault(int Line, string Path, string Message)
{
    public override string ToString() => $"line {Line}, {Path}: {Message}";
}
