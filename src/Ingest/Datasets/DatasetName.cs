using System.Buffers;

namespace Hares.Ingest.Datasets;

/// <summary>The rule for names of datasets, which become parts of task names and of cache paths.</summary>
public static class DatasetName
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Returns <paramref name="name"/> if it is lower-case letters, digits and single hyphens between them, at most 64 in all.</summary>
    /// <exception cref="DatasetException">It is not.</exception>
    public static string Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var valid = name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAnyExcept(Allowed)
            && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
        return valid ? name : throw new DatasetException(
            $"\"{name}\" is not a dataset name: use lower-case letters, digits and single hyphens between them, at most {MaxLength} characters.");
    }
}
