using Sylvan.Data.Csv;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>
/// A CSV file as RFC 4180 has it: UTF-8 with or without a byte-order mark, LF or CRLF, a header, quoted fields that may span lines; read as a stream.
/// Blank lines are passed over. Whatever is wrong with a line goes to <see cref="Faults"/>, and reading goes on where it can.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int MaxRecordChars = 1 << 16;
    private const int BufferChars = 1 << 16;

    private readonly CsvDataReader _reader;
    private int _nextLine = 1;

    private CsvTable(CsvDataReader reader, MetadataFaults faults)
    {
        _reader = reader;
        Faults = faults;
        Header = ReadRecord() ? [.. Enumerable.Range(0, _reader.RowFieldCount).Select(_reader.GetString)] : [];
    }

    public MetadataFaults Faults { get; }

    /// <summary>Column names as the file has them; empty for a file without any line.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Line on which the current row begins, counted from 1.</summary>
    public int Line { get; private set; }

    public ReadOnlySpan<char> this[int column] => _reader.GetFieldSpan(column);

    /// <param name="path">The file.</param>
    /// <param name="delimiter">What separates fields: a comma, or a tab in files that are called CSV all the same.</param>
    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static CsvTable Open(string path, char delimiter = ',')
    {
        var faults = new MetadataFaults(path);
        var options = new CsvDataReaderOptions { Delimiter = delimiter, HasHeaders = false, Comment = '\0', MaxBufferSize = MaxRecordChars };
        return new CsvTable(CsvDataReader.Create(new StreamReader(MetadataFile.Open(path, faults), bufferSize: BufferChars), options), faults);
    }

    /// <summary>Goes to the next row that has as many fields as the header; rows that have not are faults.</summary>
    public bool Read()
    {
        while (ReadRecord())
        {
            if (_reader.RowFieldCount == Header.Count) return true;
            Faults.Add(Line, $"has {Count(_reader.RowFieldCount, "field")} where the header has {Header.Count}.");
        }
        return false;
    }

    /// <summary>The place of a column in the header, or -1.</summary>
    public int IndexOf(string column) => Header.TakeWhile(name => name != column).Count() is var index && index < Header.Count ? index : -1;

    public void Dispose() => _reader.Dispose();

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private bool ReadRecord()
    {
        try
        {
            while (_reader.Read())
            {
                var record = _reader.GetRawRecordSpan();
                Line = _nextLine;
                _nextLine += record.Count('\n');
                if (!record.Trim("\r\n").IsEmpty) return true;
            }
        }
        catch (CsvRecordTooLargeException)
        {
            Faults.Add(_nextLine, $"is longer than {MaxRecordChars:N0} characters; is a quote missing? What follows was not read.");
        }
        catch (CsvFormatException)
        {
            Faults.Add(_nextLine, "has a quote that does not open or close a field (write \" as \"\" within quotes). What follows was not read.");
        }
        return false;
    }
}
