using System.Text;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>
/// A plain list: one entry a line, UTF-8 with or without a byte-order mark, LF or CRLF. Blank lines are passed over, blanks around an entry
/// too. Whatever is wrong with a line goes to <see cref="Faults"/>.
/// </summary>
internal sealed class ListFile
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly string _text;
    private Range _entry;
    private int _next;

    private ListFile(string text, string path, MetadataFaults faults) => (_text, Path, Faults) = (text, path, faults);

    public string Path { get; }

    public MetadataFaults Faults { get; }

    /// <summary>Line of the current entry, counted from 1.</summary>
    public int Line { get; private set; }

    public ReadOnlySpan<char> Entry => _text.AsSpan()[_entry];

    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static ListFile Open(string path)
    {
        var faults = new MetadataFaults(path);
        return new ListFile(Encoding.UTF8.GetString(MetadataFile.Read(path, faults)).TrimStart(ByteOrderMark), path, faults);
    }

    /// <summary>Goes to the next entry; false at the end.</summary>
    public bool Read()
    {
        while (_next < _text.Length)
        {
            var length = _text.AsSpan(_next).IndexOf('\n');
            var end = length < 0 ? _text.Length : _next + length;
            var line = _text.AsSpan(_next, end - _next);
            var start = _next + line.Length - line.TrimStart().Length;
            _entry = start..(start + line.Trim().Length);
            _next = end + 1;
            Line++;
            if (!Entry.IsEmpty) return true;
        }
        return false;
    }
}
