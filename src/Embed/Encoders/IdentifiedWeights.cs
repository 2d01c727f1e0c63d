using System.Collections.Concurrent;
using Hares.Embed.Weights;

namespace Hares.Embed.Encoders;

/// <summary>
/// What the files of weights held when their encoders were identified, for the whole process. What is loaded later must hold the same: embeddings of
/// another network would stay in the cache under the first one's key for good.
/// </summary>
/// <remarks>
/// By the bytes, not by length and time: networks of one architecture have files of one length, and archives and package managers give all of them one
/// time. That takes 0.15 s of the 250 MB of SlowFast NFNet-F0.
/// </remarks>
internal static class IdentifiedWeights
{
    private static readonly ConcurrentDictionary<string, string> Hashes = new(StringComparer.Ordinal);

    /// <summary>From now on the file must have this hash when it is loaded.</summary>
    /// <returns>The hash.</returns>
    public static string Remember(string path, string hash) => Hashes[Path.GetFullPath(path)] = hash;

    /// <summary>To be called once the file is loaded. A file by which no encoder was identified may hold anything.</summary>
    /// <param name="hash">Hashes the file as it is now.</param>
    /// <exception cref="WeightsException">It is not what it was.</exception>
    public static void RequireUnchanged(string path, Func<string> hash)
    {
        if (Hashes.TryGetValue(Path.GetFullPath(path), out var identified) && hash() != identified)
            throw new WeightsException(
                $"{path}: the file changed while the run started, between its identification and its loading; start the run again.");
    }
}
