using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// A mono file at 44.1 kHz, opened and decoded, against bare calls of libsndfile into memory that is there already.
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
    public long Libsndfile() => BareLibsndfile.Read(_clip.Path, _samples);

    [Benchmark]
    public long Hares()
    {
        using var decoded = (Decoded)_decoder.Decode(_clip);
        return decoded.Samples.Length;
    }
}
