namespace Hares.Ingest.Datasets;

/// <summary>Gathers a label whose classes are known beforehand, one class a clip. Clips of one class share one array.</summary>
/// <param name="name">The column's name.</param>
/// <param name="classes">Every class, in the published order.</param>
internal sealed class ClassColumnBuilder(string name, IReadOnlyList<string> classes)
{
    private readonly List<int> _clipClasses = [];

    /// <summary>Adds the next clip's class, as its place among the classes.</summary>
    public void Add(int place) => _clipClasses.Add(place);

    /// <summary>The column with every class, heard or not.</summary>
    public LabelColumn Build() => Build(Enumerable.Range(0, classes.Count));

    /// <summary>The column with the classes that occur: a part of a dataset may lack some.</summary>
    public LabelColumn BuildHeard()
    {
        var heard = _clipClasses.ToHashSet();
        return Build(Enumerable.Range(0, classes.Count).Where(heard.Contains));
    }

    private LabelColumn Build(IEnumerable<int> kept)
    {
        var values = new Dictionary<int, int[]>();
        foreach (var place in kept) values.Add(place, [values.Count]);
        return new LabelColumn(name, [.. values.Keys.Select(place => classes[place])], _clipClasses.ConvertAll(place => values[place]));
    }
}
