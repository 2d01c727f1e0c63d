namespace Hares.Ingest.Archives;

/// <summary>
/// What a tar reader reads through, forward only. It refuses reads larger than an honest header: the library asks for a whole extended header
/// at once, of the size that the archive names, up to 2 GiB. And it counts zeros, which is how a tar ends.
/// </summary>
internal sealed class TarSource(Stream inner) : Stream
{
    private const int MaxReadBytes = 1 << 20;

    /// <summary>Zero bytes read since the last other byte; may be set to start anew.</summary>
    public long Zeros { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length > MaxReadBytes) throw new RefusedArchiveException($"has an entry header of more than {MaxReadBytes:N0} bytes");
        var count = inner.Read(buffer);
        var lastOther = buffer[..count].LastIndexOfAnyExcept((byte)0);
        Zeros = lastOther < 0 ? Zeros + count : count - 1 - lastOther;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
