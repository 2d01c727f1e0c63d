using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// A mono file at 44.1 kHz, opened and decoded, against bare calls of libsndfile: into new memory, as ours must, and into memory that is
/// there already, which shows what new memory costs.
/// </summary>
[ShortWork]
public class Decode : IRated
{
    private const int SampleRateHz = 44_100;
    private readonly AudioDecoder _decoder = new();
    private TemporaryFolder _folder = null!;
    private Clip _clip = null!;
    private float[] _samples = null!;

    [Params("wav", "flac", "ogg", "mp3")]
    public string Format { get; set; } = "";

    /// <summary>As long as a clip of ESC-50, and long enough that opening the file does not count.</summary>
    [Params(5, 60)]
    public int Seconds { get; set; }

    Rate IRated.Rate => new(Seconds, "x real time");

    [GlobalSetup]
    public void Setup()
    {
        _folder = new TemporaryFolder();
        _samples = Sound.Make(Seconds, SampleRateHz);
        _clip = new Clip(Format, _folder.File("sound." + Format));
        BareLibsndfile.Write(_clip.Path, _samples, SampleRateHz);
        if (_decoder.Decode(_clip) is Skipped skipped) throw new InvalidOperationException(skipped.Detail);
    }

    [GlobalCleanup]
    public void CleanUp() => _folder.Dispose();

    [Benchmark(Baseline = true)]
    public float[] Libsndfile()
    {
        var samples = GC.AllocateUninitializedArray<float>(_samples.Length);
        _ = BareLibsndfile.Read(_clip.Path, samples);
        return samples;
    }

    [Benchmark]
    public long LibsndfileIntoOldMemory() => BareLibsndfile.Read(_clip.Path, _samples);

    [Benchmark]
    public object Hares() => _decoder.Decode(_clip);
}
