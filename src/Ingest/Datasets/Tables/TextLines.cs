using System.Text;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>
/// A text file by lines: UTF-8 with or without a byte-order mark, LF or CRLF; blank lines are passed over. Whatever is wrong with a line goes to
/// <see cref="Faults"/>.
/// </summary>
internal sealed class TextLines : IDisposable
{
    private readonly StringReader _reader;
    private string _text = "";

    private TextLines(StringReader reader, MetadataFaults faults) => (_reader, Faults) = (reader, faults);

    public MetadataFaults Faults { get; }

    /// <summary>Number of the current line, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The current line without its end; valid until the next is read.</summary>
    public ReadOnlySpan<char> Text => _text;

    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static TextLines Open(string path)
    {
        var faults = new MetadataFaults(path);
        return new TextLines(new StringReader(Encoding.UTF8.GetString(MetadataFile.Read(path, faults)).TrimStart('\uFEFF')), faults);
    }

    /// <summary>Goes to the next line that is not blank.</summary>
    public bool Read()
    {
        while (_reader.ReadLine() is { } text)
        {
            Line++;
            _text = text;
            if (!Text.IsWhiteSpace()) return true;
        }
        return false;
    }

    public void Dispose() => _reader.Dispose();
}
