using System.Globalization;
using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Manifests;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// Reading and validating metadata of two million clips, as many as AudioSet has: one's own CSV file with two labels. The time of reading its bytes
/// and nothing else is the baseline. <see cref="Clips"/> walks the clips of a dataset that was read, each of which is made when it is asked for.
/// </summary>
[LongWork]
public class ReadManifest : IRated
{
    private const int Count = 2_000_000;
    private TemporaryFolder _folder = null!;
    private Dataset _dataset = null!;

    Rate IRated.Rate => new(Count, "clips/s");

    [GlobalSetup]
    public void Setup()
    {
        _folder = new TemporaryFolder();
        using (var csv = new StreamWriter(_folder.File("clips.csv")) { NewLine = "\n" })
        {
            csv.WriteLine("path,split,tags,speaker");
            for (var i = 0; i < Count; i++)
                csv.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"unbalanced_train_segments/{unchecked((uint)i * 2_654_435_761):x8}_{i}.flac,"
                    + $"{(i % 10 == 0 ? "test" : "train")},tag{i % 527};tag{i * 7L % 527},speaker{i % 1251}"));
        }

        _dataset = CsvManifestReader.Read("mine", _folder.File("clips.csv"));
    }

    [GlobalCleanup]
    public void CleanUp() => _folder.Dispose();

    [Benchmark(Baseline = true)]
    public long Bytes() => File.ReadAllBytes(_folder.File("clips.csv")).Length;

    [Benchmark]
    public int Read() => CsvManifestReader.Read("mine", _folder.File("clips.csv")).Clips.Count;

    [Benchmark]
    public long Clips() => _dataset.Clips.Sum(clip => (long)clip.Path.Length);
}
