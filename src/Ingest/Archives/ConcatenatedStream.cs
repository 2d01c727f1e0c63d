namespace Hares.Ingest.Archives;

/// <summary>Files that were cut from one, read as the one: a zip in parts need not be glued together on disk first.</summary>
internal sealed class ConcatenatedStream : Stream
{
    private readonly FileStream[] _parts;
    private long _position;

    public ConcatenatedStream(IReadOnlyList<string> paths)
    {
        _parts = new FileStream[paths.Count];
        try
        {
            for (var i = 0; i < _parts.Length; i++) _parts[i] = File.OpenRead(paths[i]);
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
        Length = _parts.Sum(part => part.Length);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("A position before the beginning of a file.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var start = 0L;
        foreach (var part in _parts)
        {
            if (_position < start + part.Length)
            {
                part.Position = _position - start;
                var read = part.Read(buffer);
                _position += read;
                return read;
            }
            start += part.Length;
        }
        return 0;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Array.ForEach(_parts, part => part?.Dispose());
        base.Dispose(disposing);
    }
}
