using System.Text.RegularExpressions;

namespace Hares.Pipeline.Configuration;

/// <summary>The names that a pipeline file gives: to itself, its datasets, tasks and encoders. They become names of folders and columns.</summary>
internal static partial class GivenName
{
    private const string Shape = "[a-z0-9][a-z0-9-]{0,63}";

    /// <summary>What a name must match, for the schema.</summary>
    public const string Pattern = $"^{Shape}$";

    /// <summary>What the name of a task on one's own dataset must match, "dataset/task", for the schema.</summary>
    public const string TaskPattern = $"^{Shape}/{Shape}$";

    /// <summary>What is wrong with a name, in a sentence; null for a good one.</summary>
    public static string? Fault(string name) =>
        Whole().IsMatch(name) ? null : $"'{name}' is no name: use lower-case letters, digits and hyphens, at most 64, a letter or digit first.";

    // In .NET, other than in a schema, $ also matches before a line feed at the end.
    [GeneratedRegex($@"\A{Shape}\z")]
    private static partial Regex Whole();
}
