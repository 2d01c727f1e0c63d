using System.Runtime.InteropServices;
using Hares.Ingest.Audio;

namespace Hares.Ingest.Synthesis;

/// <summary>A mono sound that libsndfile writes to memory.</summary>
internal sealed unsafe class MemorySound : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly GCHandle _self;
    private readonly Libsndfile.SoundHandle _sound;

    /// <exception cref="AudioLibraryException">The installed libsndfile cannot write the format.</exception>
    public MemorySound(int format, int sampleRateHz)
    {
        _self = GCHandle.Alloc(_file);
        var functions = new Libsndfile.VirtualFile { Length = &Length, Seek = &Seek, Read = &Read, Write = &Write, Tell = &Tell };
        var info = new Libsndfile.SoundInfo { Format = format, SampleRateHz = sampleRateHz, Channels = 1 };
        _sound = new Libsndfile.SoundHandle(Libsndfile.OpenVirtual(ref functions, Libsndfile.WriteMode, ref info, GCHandle.ToIntPtr(_self)));
        if (!_sound.IsInvalid) return;
        Dispose();
        throw new AudioLibraryException(
            $"The installed libsndfile cannot write {(format == Libsndfile.Mp3 ? "MP3" : "FLAC")}, which synthetic corpora need; "
            + "install the one of your system's packages, 1.1 or newer.");
    }

    /// <summary>Sets a constant bit rate by libsndfile's compression level, 0 to 1.</summary>
    public void SetConstantRate(double compression)
    {
        var constant = 0;
        _ = Libsndfile.Command(_sound, Libsndfile.SetCompressionLevel, ref compression, sizeof(double));
        _ = Libsndfile.Command(_sound, Libsndfile.SetBitrateMode, ref constant, sizeof(int));
    }

    /// <summary>Writes all samples, closes the sound and returns its bytes.</summary>
    public byte[] Encode(ReadOnlySpan<float> samples)
    {
        var integers = new short[samples.Length];
        for (var i = 0; i < samples.Length; i++) integers[i] = (short)WavWriter.Quantize(samples[i], short.MaxValue);
        var written = Libsndfile.WriteFrames(_sound, ref MemoryMarshal.GetArrayDataReference(integers), integers.Length);
        if (written != integers.Length) throw new AudioLibraryException($"libsndfile wrote {written} of {integers.Length} samples.");
        _sound.Dispose();
        return _file.ToArray();
    }

    public void Dispose()
    {
        _sound?.Dispose();
        if (_self.IsAllocated) _self.Free();
        _file.Dispose();
    }

    private static MemoryStream File(nint self) => (MemoryStream)GCHandle.FromIntPtr(self).Target!;

    [UnmanagedCallersOnly]
    private static long Length(nint self) => File(self).Length;

    [UnmanagedCallersOnly]
    private static long Seek(long offset, int origin, nint self) => File(self).Seek(offset, (SeekOrigin)origin);

    [UnmanagedCallersOnly]
    private static long Read(byte* destination, long bytes, nint self) => File(self).Read(new Span<byte>(destination, checked((int)bytes)));

    [UnmanagedCallersOnly]
    private static long Write(byte* source, long bytes, nint self)
    {
        File(self).Write(new ReadOnlySpan<byte>(source, checked((int)bytes)));
        return bytes;
    }

    [UnmanagedCallersOnly]
    private static long Tell(nint self) => File(self).Position;
}
