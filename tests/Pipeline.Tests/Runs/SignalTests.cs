using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>The real program, asked to stop, and started twice on one cache.</summary>
[Collection("native")]
[Trait("Category", "Slow")]
public sealed class SignalTests : IDisposable
{
    private const int Clips = 48;

    private readonly Workplace _place = new(Clips);

    public void Dispose() => _place.Dispose();

    /// <summary>The network is amid a batch that lasts seconds, and nothing but the end would have written the finished clips.</summary>
    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task A_run_asked_to_stop_keeps_what_was_finished_and_says_so(PosixSignal signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals");
        _place.Write(SlowPipeline());
        using var run = new HaresProcess("run", _place.FilePath, "--progress", "none");
        await run.UntilAsync(() => CacheContent.Temporary(_place.Cache).Count > 0);

        run.Signal(signal);

        Assert.Equal(ExitCode.Cancelled, await run.ExitAsync());
        Assert.Contains("Cancelled; what was finished is kept", await run.ErrorAsync());
        var kept = await CacheContent.RowsAsync(_place.Cache);
        Assert.InRange(kept.Count, 1, Clips);
        Assert.Empty(CacheContent.Strangers(_place.Cache));

        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--encoder", "base"));
        Assert.Equal(kept.Count, (int)_place.Results()["embedding"]!["reused"]!);
    }

    [Fact]
    public async Task A_run_asked_to_stop_that_cannot_say_so_keeps_what_was_finished()
    {
        _place.Write(SlowPipeline());
        using var run = HaresProcess.Redirected("2>/dev/full", "run", _place.FilePath, "--progress", "none");
        await run.UntilAsync(() => CacheContent.Temporary(_place.Cache).Count > 0);

        run.Signal(PosixSignal.SIGTERM);

        Assert.Equal(ExitCode.Cancelled, await run.ExitAsync());
        Assert.InRange((await CacheContent.RowsAsync(_place.Cache)).Count, 1, Clips);
    }

    [Fact]
    public async Task Of_two_runs_on_one_cache_the_second_is_turned_away_and_the_first_finishes()
    {
        _place.Write(SlowPipeline());
        using var first = new HaresProcess("run", _place.FilePath, "--progress", "none");
        await first.UntilAsync(() => CacheContent.Temporary(_place.Cache).Count > 0);

        using var second = new HaresProcess("run", _place.FilePath);

        Assert.Equal(ExitCode.Locked, await second.ExitAsync());
        Assert.Contains($"in use by process {first.Id} on ", await second.ErrorAsync());
        Assert.Equal(ExitCode.Done, await first.ExitAsync());
        Assert.Equal(2 * Clips, (await CacheContent.RowsAsync(_place.Cache)).Count);
    }

    private static JsonObject SlowPipeline()
    {
        var pipeline = Workplace.Pipeline();
        pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "slowfast-nfnet-f0" });
        pipeline["embed"] = new JsonObject { ["threads"] = 2, ["batch"] = Clips, ["flushSeconds"] = 3600 };
        return pipeline;
    }
}
