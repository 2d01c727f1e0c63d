using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;

namespace Hares.Bench.Benchmarks;

/// <summary>Embeddings into an empty cache until they are safe on disk, against as many bytes into one plain file.</summary>
[LongWork(times: 5)]
public class CacheWrite : IRated
{
    private const int Clips = 65_536, BytesPerClip = Embeddings.Dimension * sizeof(float);
    private TemporaryFolder _folder = null!;

    Rate IRated.Rate => new((double)Clips * BytesPerClip / 1e6, "MB/s");

    [IterationSetup]
    public void Setup() => _folder = new TemporaryFolder();

    [IterationCleanup]
    public void CleanUp() => _folder.Dispose();

    [GlobalCleanup(Target = nameof(Hares))]
    public void TellPeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"Peak memory of the process so far: {process.PeakWorkingSet64 / 1e6:0} MB");
    }

    [Benchmark(Baseline = true)]
    public void PlainFile()
    {
        var bytes = new byte[1 << 20];
        using var file = new FileStream(_folder.File("plain"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var left = (long)Clips * BytesPerClip; left > 0; left -= bytes.Length) file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    [Benchmark]
    public Task Hares() => Embeddings.WriteAsync(_folder.File("cache"), Clips);
}
