namespace Hares.Ingest.Datasets.Tables;

/// <summary>
/// A text file by lines: UTF-8 with or without a byte-order mark, LF or CRLF; blank lines are passed over. Whatever is wrong with a line goes to
/// <see cref="Faults"/>.
/// </summary>
internal sealed class TextLines : IDisposable
{
    private const int MaxLineChars = 1 << 16;

    private readonly StreamReader _reader;
    private readonly char[] _buffer = new char[MaxLineChars];
    private int _start, _end;
    private Range _text;
    private bool _atEnd;

    private TextLines(StreamReader reader, MetadataFaults faults) => (_reader, Faults) = (reader, faults);

    public MetadataFaults Faults { get; }

    /// <summary>Number of the current line, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The current line without its end; valid until the next is read.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(_text);

    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static TextLines Open(string path)
    {
        var faults = new MetadataFaults(path);
        return new TextLines(new StreamReader(MetadataFile.Open(path, faults)), faults);
    }

    /// <summary>Goes to the next line that is not blank.</summary>
    public bool Read()
    {
        while (ReadLine())
            if (!Text.IsWhiteSpace()) return true;
        return false;
    }

    public void Dispose() => _reader.Dispose();

    private bool ReadLine()
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n')) < 0 && !_atEnd)
            if (!Fill()) return false;
        if (length < 0 && _start == _end) return false;

        Line++;
        var end = length < 0 ? _end : _start + length;
        _text = _start..(end > _start && _buffer[end - 1] == '\r' ? end - 1 : end);
        _start = Math.Min(end + 1, _end);
        return true;
    }

    private bool Fill()
    {
        Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == MaxLineChars)
        {
            Faults.Add(Line + 1, $"is longer than {MaxLineChars:N0} characters. What follows was not read.");
            (_end, _atEnd) = (0, true);
            return false;
        }
        var read = _reader.Read(_buffer, _end, MaxLineChars - _end);
        _end += read;
        _atEnd = read == 0;
        return true;
    }
}
