using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hares.Ingest.Audio;

/// <summary>
/// One run of ffmpeg, which writes float WAV to a pipe. Disposing it ends the process, whatever state it is in; so do the timeout
/// and cancellation.
/// </summary>
internal sealed class FfmpegRun : ISampleSource, IDisposable
{
    private const int MaxHeaderChunkBytes = 1 << 16, MaxHeaderChunks = 16, MinFormatBytes = 16;

    private readonly Process _process;
    private readonly Stream _output;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _kill;
    private volatile string _firstError = ""; // written by the reader of standard error, read after the process ended

    /// <summary>Starts the program and reads the WAV header; <see cref="Channels"/> is 0 when none comes.</summary>
    public FfmpegRun(ProcessStartInfo start, TimeSpan timeout, CancellationToken cancellation)
    {
        (_timeout, _cancellation) = (timeout, cancellation);
        _process = Start(start);
        _output = _process.StandardOutput.BaseStream;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            _process.StandardInput.Close();
            _process.ErrorDataReceived += (_, line) => NoteError(line.Data);
            _process.BeginErrorReadLine();
            _kill = _deadline.Token.Register(Kill);
            _deadline.CancelAfter(timeout);
            ReadHeader();
            cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception)
        {
            Dispose(); // nobody else can
            throw;
        }
    }

    public int SampleRateHz { get; private set; }

    public int Channels { get; private set; }

    public bool HoldsIntegers => false;

    public int ReadFrames(Span<float> interleaved)
    {
        var frames = interleaved.Length / Channels;
        var bytes = MemoryMarshal.AsBytes(interleaved[..(frames * Channels)]);
        return _output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / (sizeof(float) * Channels);
    }

    /// <summary>Waits for the end of a stream that was read to its end and gives ffmpeg's complaint; null when all went well.</summary>
    public string? Complaint()
    {
        _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        if (_deadline.IsCancellationRequested) return $"ffmpeg was stopped after {_timeout.TotalSeconds:0} s";
        if (_firstError.Length > 0) return _firstError;
        return _process.ExitCode == 0 ? null : $"ffmpeg ended with {_process.ExitCode}";
    }

    public void Dispose()
    {
        _kill.Dispose();
        _deadline.Dispose();
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        _output.Dispose(); // the process leaves a stream that was asked for to its owner
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception error)
        {
            throw new AudioLibraryException($"'{start.FileName}' cannot be started ({error.Message}); install ffmpeg again.");
        }
    }

    /// <summary>Keeps the first line and drops the rest, without the speaker's address in memory: "[mov @ 0x55d0] ".</summary>
    private void NoteError(string? line)
    {
        if (_firstError.Length > 0 || line is null) return;
        var address = line.StartsWith('[') ? line.IndexOf("] ", StringComparison.Ordinal) : -1;
        _firstError = address < 0 ? line : line[(address + 2)..];
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true); // what is called ffmpeg may be a script around it
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the answer.
        }
    }

    private void ReadHeader()
    {
        Span<byte> header = stackalloc byte[12];
        if (!TryRead(header) || !header.StartsWith("RIFF"u8)) return;
        var chunk = header[..8];
        for (var i = 0; i < MaxHeaderChunks && TryRead(chunk); i++)
        {
            if (chunk.StartsWith("data"u8)) return;
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (size > MaxHeaderChunkBytes) break;
            var body = new byte[size + (size & 1)];
            if (!TryRead(body)) break;
            if (!chunk.StartsWith("fmt "u8)) continue;
            if (size < MinFormatBytes) break;
            Channels = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(2));
            SampleRateHz = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(4));
        }

        Channels = 0;
    }

    private bool TryRead(Span<byte> bytes) => _output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
}
