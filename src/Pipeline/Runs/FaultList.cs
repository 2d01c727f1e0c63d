using Hares.Embed.Encoders;
using Hares.Ingest.Datasets;

namespace Hares.Pipeline.Runs;

/// <summary>Gathers what stands in the way of a run, so that all of it is told at once.</summary>
internal sealed class FaultList
{
    private readonly List<string> _sentences = [];

    public bool Any => _sentences.Count > 0;

    /// <summary>Keeps a fault, once: several tasks may share a dataset, several encoders a device.</summary>
    public void Add(string sentence)
    {
        if (!_sentences.Contains(sentence)) _sentences.Add(sentence);
    }

    /// <summary>Takes a step. Where data or encoders do not allow it, the reason is kept and null comes back.</summary>
    public T? Try<T>(Func<T> step) where T : class
    {
        try
        {
            return step();
        }
        catch (Exception fault) when (fault is DatasetException or EncoderException)
        {
            Add(fault.Message);
            return null;
        }
    }

    /// <summary>As for a step that gives something.</summary>
    public void Try(Action step) => Try<object>(() =>
    {
        step();
        return this;
    });

    /// <exception cref="UnfitRunException">There are faults; the message tells all of them.</exception>
    public void ThrowIfAny(string file)
    {
        if (Any) throw new UnfitRunException(file, _sentences);
    }
}
