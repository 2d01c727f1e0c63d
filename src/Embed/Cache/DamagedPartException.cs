namespace Hares.Embed.Cache;

/// <summary>A part does not hold what it should.</summary>
/// <param name="path">The part.</param>
/// <param name="reason">One sentence: what is wrong with it.</param>
internal sealed class DamagedPartException(string path, string reason, Exception? inner = null)
    : Exception($"{Path.GetFileName(path)}: {reason}", inner)
{
    public string Reason { get; } = reason;

    /// <summary>
    /// Whether an exception out of the Parquet library may come of damaged bytes. It has no one exception for what it cannot make sense of: it lets
    /// through whatever it stumbles over.
    /// </summary>
    public static bool MayBeMeantBy(Exception e) => e is not (OperationCanceledException or OutOfMemoryException);
}
