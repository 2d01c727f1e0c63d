using System.Globalization;
using System.Text.RegularExpressions;

namespace Hares.Pipeline.Configuration.Json;

/// <summary>Amounts of memory or disk as people write them: "512MiB", "4GiB".</summary>
internal static partial class ByteSize
{
    private const string Amount = "(?!0+[KMGT])([0-9]{1,6})(KiB|MiB|GiB|TiB)";

    /// <summary>What a text must match, for the schema.</summary>
    public const string Pattern = $"^{Amount}$";

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static bool TryParse(string text, out long bytes)
    {
        var match = Shape().Match(text);
        bytes = match.Success
            ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) << (10 * Array.IndexOf(Units, match.Groups[2].Value))
            : 0;
        return match.Success;
    }

    /// <summary>The amount as a pipeline file has it: what <see cref="TryParse"/> gave, in the largest unit that divides it.</summary>
    public static string Exact(long bytes)
    {
        var unit = Units.Length - 1;
        while (bytes % (1L << (10 * unit)) != 0) unit--;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes >> (10 * unit)}{Units[unit]}");
    }

    /// <summary>Three digits and a unit, for people: "1.23 GiB".</summary>
    public static string Format(double bytes)
    {
        var unit = 0;
        while (bytes >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.##} {Units[unit]}");
    }

    // In .NET, other than in a schema, $ also matches before a line feed at the end.
    [GeneratedRegex($@"\A{Amount}\z")]
    private static partial Regex Shape();
}
