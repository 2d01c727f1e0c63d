using System.Diagnostics.CodeAnalysis;

namespace Hares.Embed.Cache;

/// <summary>
/// The right to write a cache: one holder at a time, between processes and within one. The operating system gives it back when the
/// process ends, however it ends. On a network file system it holds only where that supports flock.
/// </summary>
public sealed class CacheLock : IDisposable
{
    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says who has it.</summary>
    /// <param name="root">The cache's folder; made when absent.</param>
    /// <param name="time">Tells since when the lock is held.</param>
    /// <param name="taken">The lock, to be disposed by the caller.</param>
    /// <param name="holder">Who holds the lock when this returns false: process, host and time, as "process 123 on host since ...".</param>
    /// <exception cref="CacheException">The folder cannot be written.</exception>
    public static bool TryAcquire(string root, TimeProvider time, [NotNullWhen(true)] out CacheLock? taken, out string holder)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(time);
        var path = Path.Combine(Path.GetFullPath(root), "cache.lock");
        try
        {
            Directory.CreateDirectory(root);
            taken = TryOpen(path) is { } file ? new CacheLock(file) : null;
            holder = taken?.Sign(path, time) ?? ReadHolder(path);
            return taken is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CacheException($"Cannot lock the cache {root}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    // The locked file itself cannot be read by others, so the holder's name stands beside it.
    private static string HolderPath(string path) => path + ".txt";

    private static string ReadHolder(string path) => File.Exists(HolderPath(path)) ? File.ReadAllText(HolderPath(path)) : "another process";

    private string Sign(string path, TimeProvider time)
    {
        var holder = $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC";
        try
        {
            DurableFile.WriteText(HolderPath(path), holder);
            return holder;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
