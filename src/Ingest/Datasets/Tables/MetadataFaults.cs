using System.Globalization;
using System.Text;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>Collects everything that is wrong with one metadata file, to say it in one message.</summary>
internal sealed class MetadataFaults(string path)
{
    private const int Shown = 20;

    private readonly List<(int Line, string Sentence)> _first = [];
    private int _count;

    public bool Any => _count > 0;

    /// <summary>Notes a fault of a line, counted from 1; line 0 stands for the file as a whole.</summary>
    public void Add(int line, string sentence)
    {
        if (_count++ < Shown) _first.Add((line, sentence));
    }

    public void ThrowIfAny()
    {
        if (Any) throw ToException();
    }

    public DatasetException ToException() => new(Message());

    private string Message()
    {
        var message = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{path}: {_count} {(_count == 1 ? "fault" : "faults")}");
        foreach (var (line, sentence) in _first.OrderBy(fault => fault.Line))
        {
            message.Append("\n  ");
            if (line > 0) message.Append(CultureInfo.InvariantCulture, $"line {line}: ");
            message.Append(sentence);
        }
        if (_count > Shown) message.Append(CultureInfo.InvariantCulture, $"\n  and {_count - Shown} more");
        return message.ToString();
    }
}
