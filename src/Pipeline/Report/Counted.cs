using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>A number with its noun.</summary>
internal static class Counted
{
    /// <summary>"1 clip", "1,234 clips".</summary>
    public static string Of(long count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}s");
}
