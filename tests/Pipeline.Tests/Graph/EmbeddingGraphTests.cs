using Hares.Embed.Encoders;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

/// <summary>The graph with one worker for each of several devices.</summary>
public sealed class EmbeddingGraphTests : IDisposable
{
    private const int Clips = 48;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Workplace _place = new(Clips);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Devices_work_side_by_side_and_every_clip_is_embedded_once_as_by_one_device()
    {
        using var allAtWork = new CountdownEvent(3);
        FunctionEncoder[] copies = [.. Enumerable.Range(0, 3).Select(_ => new FunctionEncoder(Meeting(allAtWork)))];

        await RunAsync(new GraphRun(_place, 4, copies));

        Assert.Equal(Clips, copies.Sum(copy => copy.Batches.Sum()));
        var several = await CacheContent.RowsAsync(_place.Cache);
        Directory.Delete(_place.Cache, recursive: true);
        await RunAsync(new GraphRun(_place, 4, new FunctionEncoder(Whole)));
        var one = await CacheContent.RowsAsync(_place.Cache);
        Assert.Equal(Clips, one.Count);
        Assert.Equal(one.OrderBy(row => row.Key), several.OrderBy(row => row.Key));
        Assert.All(copies, copy => Assert.True(copy.IsDisposed));
    }

    [Fact]
    public async Task A_fault_on_one_device_stops_the_others_and_is_what_is_thrown()
    {
        using var allAtWork = new CountdownEvent(3);
        var meeting = Meeting(allAtWork);
        var sound = new[] { new FunctionEncoder(meeting), new FunctionEncoder(meeting) };
        var broken = new FunctionEncoder(windows => meeting(windows) is { } ? throw new InvalidDataException("the one cause") : []);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(new GraphRun(_place, 1, [.. sound, broken])));

        Assert.Equal("the one cause", fault.Message);
        Assert.All(sound.Append(broken), copy => Assert.True(copy.IsDisposed));
        Assert.InRange(sound.Sum(copy => copy.Batches.Count), 2, Clips - 2);
    }

    [Fact]
    public async Task Clips_given_nonsense_are_named_once_and_never_cached_whatever_device_and_half_batch_they_came_in()
    {
        using var allAtWork = new CountdownEvent(2);
        FunctionEncoder[] copies = [.. Enumerable.Range(0, 2).Select(_ => new FunctionEncoder(Moody(allAtWork)))];
        var run = new GraphRun(_place, 8, copies);

        await RunAsync(run);

        var cached = await CacheContent.RowsAsync(_place.Cache);
        var named = run.Failures.Select(failure => failure.Clip).ToList();
        Assert.NotEmpty(named);
        Assert.Contains(run.Failures, failure => failure.Detail.Contains("gave NaN or infinity"));
        Assert.Contains(run.Failures, failure => failure.Detail.Contains("gave 159 numbers instead of 160"));
        Assert.Equal(Clips, cached.Keys.Select(row => row.Clip).Concat(named).Distinct().Count());
        Assert.Equal(Clips, cached.Count + named.Count);
        Assert.All(cached.Values, embedding => Assert.All(embedding, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public async Task A_size_that_fits_is_found_once_and_later_batches_have_it()
    {
        var small = new FunctionEncoder(windows => windows.Count > 3 ? throw new OutOfDeviceMemoryException("full") : Whole(windows));

        await RunAsync(new GraphRun(_place, 16, small));

        Assert.Equal([16, 8, 4, 2], small.Batches.Take(4));
        Assert.All(small.Batches.Skip(3), windows => Assert.InRange(windows, 1, 2));
        // One window alone is the rest of a batch that was being gathered while the size fell, three times, or the last of all.
        Assert.InRange(small.Batches.Skip(3).Count(windows => windows == 1), 0, 4);
        Assert.Equal(Clips, (await CacheContent.RowsAsync(_place.Cache)).Count);
    }

    private static Task RunAsync(GraphRun run) =>
        run.RunAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static float[][] Whole(IReadOnlyList<float[]> windows) => [.. windows.Select(FunctionEncoder.Of)];

    /// <summary>As <see cref="Whole"/>, once as many have begun as there are devices.</summary>
    private static Func<IReadOnlyList<float[]>, float[][]> Meeting(CountdownEvent allAtWork) => windows =>
    {
        if (!allAtWork.IsSet) allAtWork.Signal();
        Assert.True(allAtWork.Wait(Patience), "the other devices were not put to work");
        return Whole(windows);
    };

    /// <summary>NaN or a value too few for some windows, and no memory for more than two.</summary>
    private static Func<IReadOnlyList<float[]>, float[][]> Moody(CountdownEvent allAtWork)
    {
        var meeting = Meeting(allAtWork);
        return windows => windows.Count > 2
            ? throw new OutOfDeviceMemoryException("full")
            : [.. meeting(windows).Select(embedding => (BitConverter.SingleToInt32Bits(embedding[0]) & 7) switch
            {
                0 => [float.NaN, .. embedding[1..]],
                1 => embedding[1..],
                _ => embedding,
            })];
    }
}
