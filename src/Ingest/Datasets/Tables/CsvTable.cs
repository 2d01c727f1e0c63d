using System.Text.Unicode;
using Sylvan.Data.Csv;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>
/// A CSV file as RFC 4180 has it: UTF-8 with or without a byte-order mark, LF or CRLF, a header, quoted fields that may span lines.
/// Blank lines are passed over. Whatever is wrong with a line goes to <see cref="Faults"/>, and reading goes on where it can.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int MaxFileBytes = 1 << 29;
    private const int MaxRecordChars = 1 << 16;

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

    /// <exception cref="DatasetException">No such file, no leave to read it, or it is too large.</exception>
    public static CsvTable Open(string path)
    {
        var faults = new MetadataFaults(path);
        var bytes = ReadFile(path);
        AddInvalidLines(bytes, faults);
        var options = new CsvDataReaderOptions { Delimiter = ',', HasHeaders = false, Comment = '\0', MaxBufferSize = MaxRecordChars };
        return new CsvTable(CsvDataReader.Create(new StreamReader(new MemoryStream(bytes)), options), faults);
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

    private static byte[] ReadFile(string path)
    {
        if (Directory.Exists(path)) throw new DatasetException($"{path} is a folder, not a CSV file.");
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes) throw new DatasetException($"{path} is larger than {MaxFileBytes:N0} bytes.");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{path} does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}");
        }
    }

    private static void AddInvalidLines(ReadOnlySpan<byte> bytes, MetadataFaults faults)
    {
        if (Utf8.IsValid(bytes)) return;
        var line = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(bytes[range])) faults.Add(line, "is not valid UTF-8; save the file as UTF-8.");
        }
    }
}
