using System.Text.RegularExpressions;

namespace Hares.Embed.Cache;

/// <summary>Where things lie in a cache; names from outside cannot lead out of it.</summary>
internal static partial class CacheFolder
{
    public static string OfEncoder(string root, string encoderKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return Path.Combine(Path.GetFullPath(root), Safe(encoderKey, "encoder key"));
    }

    public static string OfPlan(string root, string encoderKey, string dataset, string plan) =>
        Path.Combine(OfEncoder(root, encoderKey), Safe(dataset, "dataset"), Safe(plan, "window plan"));

    private static string Safe(string name, string what) =>
        SafeName().IsMatch(name) ? name
        : throw new CacheException(
            $"\"{name}\" cannot name a folder of the cache: the {what} may hold letters, digits, '.', '_' and '-', "
            + "begin and end with a letter or a digit, and be 100 long at most.");

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?\z")]
    private static partial Regex SafeName();
}
