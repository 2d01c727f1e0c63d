using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed.Cache;

namespace Hares.Bench.Benchmarks;

/// <summary>Every embedding of a cache, from the system's file cache, against the same files read as plain bytes.</summary>
[LongWork(times: 5)]
public class CacheRead : IRated
{
    private const int Clips = 65_536, BytesPerClip = Embeddings.Dimension * sizeof(float);
    private readonly byte[] _buffer = new byte[1 << 20];
    private TemporaryFolder _folder = null!;
    private EmbeddingStore _store = null!;

    Rate IRated.Rate => new((double)Clips * BytesPerClip / 1e6, "MB/s");

    [GlobalSetup]
    public async Task Setup()
    {
        _folder = new TemporaryFolder();
        await Embeddings.WriteAsync(_folder.File("cache"), Clips);
        _store = await Embeddings.OpenAsync(_folder.File("cache"), readOnly: true);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Benchmark(Baseline = true)]
    public long PlainFiles()
    {
        var bytes = 0L;
        foreach (var path in Directory.EnumerateFiles(_folder.File("cache"), "*.parquet", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            for (int read; (read = file.Read(_buffer)) > 0;) bytes += read;
        }

        return bytes;
    }

    /// <summary>What a run's opening of a cache costs: every part's checksum.</summary>
    [Benchmark]
    public async Task Open() => (await Embeddings.OpenAsync(_folder.File("cache"), readOnly: false)).Dispose();

    /// <summary>What <c>plan</c> reads of it: the small columns.</summary>
    [Benchmark]
    public async Task Look() => (await Embeddings.OpenAsync(_folder.File("cache"), readOnly: true)).Dispose();

    [Benchmark]
    public Task OneThread() => ReadAsync(threads: 1);

    [Benchmark]
    public Task AllThreads() => ReadAsync(Environment.ProcessorCount);

    private async Task ReadAsync(int threads)
    {
        var rows = 0;
        await _store.ReadAsync(_ => true, (_, _, _) => Interlocked.Increment(ref rows), threads);
        if (rows != Clips) throw new InvalidOperationException($"The cache gave {rows} of {Clips} embeddings.");
    }
}
