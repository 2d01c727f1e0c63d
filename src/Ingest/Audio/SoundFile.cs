using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>
/// A file that libsndfile decodes. It is opened by descriptor, not by name: libsndfile would take a name's extension for a format
/// (any text called x.vox is speech to it), and the reasons why a file cannot be opened are .NET's.
/// </summary>
internal sealed class SoundFile : ISampleSource, IDisposable
{
    private const int FormatMask = 0x0FFF0000, Ogg = 0x200000, CodingMask = 0xFFFF, PcmS8 = 1, PcmU8 = 5, MpegLayer1 = 0x80, MpegLayer3 = 0x82;
    private const int SeekFromStart = 0;

    // The reason of a failed open is one variable for the whole library: opens run together, the repeat of a failed one runs alone.
    private static readonly ReaderWriterLockSlim Opening = new();

    private readonly SafeFileHandle _file; // the descriptor that libsndfile reads from and closes with the sound
    private readonly Libsndfile.SoundHandle _sound;
    private readonly Libsndfile.SoundInfo _info;

    private SoundFile(SafeFileHandle file, Libsndfile.SoundHandle sound, Libsndfile.SoundInfo info)
    {
        (_file, _sound, _info) = (file, sound, info);
        FileBytes = RandomAccess.GetLength(file);
        HasEstimatedLength = (info.Format & CodingMask) is >= MpegLayer1 and <= MpegLayer3 && !Mp3Tag.Read(file).HasFrameCount;
        LacksLastPage = (info.Format & FormatMask) == Ogg && info.Frames == Libsndfile.UnknownFrames;
    }

    public int SampleRateHz => _info.SampleRateHz;

    public int Channels => _info.Channels;

    public bool HoldsIntegers => (_info.Format & CodingMask) is >= PcmS8 and <= PcmU8;

    public long FileBytes { get; }

    /// <summary>Container and coding in libsndfile's numbering.</summary>
    public int Format => _info.Format;

    /// <summary>Frames as the header declares them; null when it does not.</summary>
    public long? DeclaredFrames => HasEstimatedLength || _info.Frames == Libsndfile.UnknownFrames ? null : _info.Frames;

    /// <summary>Frames that libsndfile gives at most: it stops there even when the length is only an estimate.</summary>
    public long ReadableFrames => _info.Frames;

    /// <summary>An MPEG stream without a length tag: its length is guessed from the file's size and the first frames' bit rate.</summary>
    public bool HasEstimatedLength { get; }

    /// <summary>Whether an estimated length is right all the same, as all frames have one bit rate. Reads through the file.</summary>
    public bool HasConstantRate => Mp3Frames.HaveOneRate(_file, Mp3Tag.AfterId3(_file));

    /// <summary>An Ogg stream whose end is not there.</summary>
    public bool LacksLastPage { get; }

    /// <summary>The decoder's complaint at the last read; null when there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Opens the file; otherwise gives libsndfile's error number, 0 with a <paramref name="skipped"/> when it is not libsndfile's.</summary>
    public static bool TryOpen(string path, [NotNullWhen(true)] out SoundFile? sound, out int error, out Skipped? skipped)
    {
        Opening.EnterReadLock();
        try
        {
            if (TryOpenOnce(path, out sound, out skipped) || skipped is not null)
            {
                error = 0;
                return sound is not null;
            }
        }
        finally
        {
            Opening.ExitReadLock();
        }

        Opening.EnterWriteLock();
        try
        {
            var opened = TryOpenOnce(path, out sound, out skipped);
            error = opened ? 0 : Libsndfile.LastOpenError(0);
            return opened;
        }
        finally
        {
            Opening.ExitWriteLock();
        }
    }

    /// <summary>What an error number means, without a full stop.</summary>
    public static string ErrorText(int error) => (Marshal.PtrToStringUTF8(Libsndfile.ErrorText(error)) ?? $"error {error}").TrimEnd('.');

    public int ReadFrames(Span<float> interleaved)
    {
        var wanted = interleaved.Length / Channels;
        var count = Libsndfile.ReadFrames(_sound, ref MemoryMarshal.GetReference(interleaved), wanted);
        if (count < wanted && Libsndfile.Error(_sound) is > 0 and var error) Fault = ErrorText(error);
        return (int)Math.Max(0, count);
    }

    /// <summary>Goes to a frame; false when the stream cannot.</summary>
    public bool TrySeek(long frame) => Libsndfile.Seek(_sound, frame, SeekFromStart) == frame;

    public void Dispose()
    {
        _file.Dispose();
        _sound.Dispose();
    }

    private static bool TryOpenOnce(string path, [NotNullWhen(true)] out SoundFile? sound, out Skipped? skipped)
    {
        sound = null;
        if (!AudioFile.TryOpen(path, out var file, out skipped)) return false;
        try
        {
            if (Truncation.MissingBytes(file) is > 0 and var missing)
                skipped = AudioDecoder.Damaged(path, $"ends {missing} bytes before its header says");
            else
                sound = Open(file);
        }
        catch (IOException error)
        {
            skipped = AudioFile.Explain(path, error);
        }

        if (sound is null) file.Dispose();
        return sound is not null;
    }

    /// <summary>
    /// Gives the descriptor away to libsndfile, which closes one that it fails to open even when it was told not to (issue 949 there): ours
    /// closed a second time could by then be another thread's file.
    /// </summary>
    private static SoundFile? Open(SafeFileHandle file)
    {
        var descriptor = file.DangerousGetHandle();
        file.SetHandleAsInvalid();
        var info = default(Libsndfile.SoundInfo);
        var sound = new Libsndfile.SoundHandle(
            Libsndfile.OpenDescriptor((int)descriptor, Libsndfile.ReadMode, ref info, closeDescriptor: 1));
        return sound.IsInvalid ? null : new SoundFile(new SafeFileHandle(descriptor, ownsHandle: false), sound, info);
    }
}
