using System.Diagnostics;
using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;

namespace Hares.Embed.Tests.Cache;

public sealed class CacheLockTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void One_holder_at_a_time_and_the_second_learns_who_it_is()
    {
        Assert.True(CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out var first, out _));
        Assert.False(CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out var second, out var holder));
        Assert.Null(second);
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName} since ", holder);

        first.Dispose();
        Assert.True(CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out var third, out _));
        third.Dispose();
    }

    [Fact]
    public void What_a_holder_killed_while_signing_left_is_overwritten()
    {
        File.WriteAllText(Path.Combine(_cache.Root, "cache.lock.txt.tmp"), "process 1");
        Assert.True(CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out var taken, out _));
        taken.Dispose();
        Assert.Equal(["cache.lock", "cache.lock.txt"], Directory.GetFiles(_cache.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Two_caches_do_not_lock_each_other()
    {
        using var other = new TemporaryCache();
        Assert.True(CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out var first, out _));
        Assert.True(CacheLock.TryAcquire(other.Root, TimeProvider.System, out var second, out _));
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public void A_cache_folder_that_is_not_there_yet_is_made()
    {
        var root = Path.Combine(_cache.Root, "new", "cache");
        Assert.True(CacheLock.TryAcquire(root, TimeProvider.System, out var taken, out _));
        taken.Dispose();
        Assert.True(Directory.Exists(root));
    }

    [Fact]
    public void A_file_where_the_cache_should_be_is_an_error_that_names_it()
    {
        var path = Path.Combine(_cache.Root, "file");
        File.WriteAllText(path, "");
        Assert.Contains(path, Assert.Throws<CacheException>(() => CacheLock.TryAcquire(path, TimeProvider.System, out _, out _)).Message);
    }

    [Fact]
    public async Task A_lock_held_by_another_process_ends_with_it()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/flock")) Assert.Skip("The program flock plays the other process.");
        var path = Path.Combine(_cache.Root, "cache.lock");
        var start = new ProcessStartInfo("/usr/bin/flock", [path, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true };
        using var other = Process.Start(start)!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.False(CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out _, out var holder));
        Assert.Equal("another process", holder);

        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        // The file stays locked until the last process that has it open is gone.
        while (!CacheLock.TryAcquire(_cache.Root, TimeProvider.System, out var taken, out _)) await Task.Yield();
    }
}
