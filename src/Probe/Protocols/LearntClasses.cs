namespace Hares.Probe.Protocols;

/// <summary>
/// The classes of a slot that training clips can teach: those some clip has and, in a multi-label task, some clip lacks. The others get a
/// fixed score: the least possible when no training clip has them, the greatest when all have.
/// </summary>
internal sealed class LearntClasses
{
    private readonly int[] _outputOfClass;
    private readonly bool[] _inAll;

    public LearntClasses(LabelSlot slot, IReadOnlyList<int> clips, bool multiLabel)
    {
        int[] counts = Counts(slot, clips);
        _inAll = [.. counts.Select(count => multiLabel && count == clips.Count)];
        Classes = Learnt(counts, clips, multiLabel);
        _outputOfClass = new int[counts.Length];
        Array.Fill(_outputOfClass, -1);
        for (int output = 0; output < Classes.Length; output++) _outputOfClass[Classes[output]] = output;
        if (Classes.Length >= Fewest(multiLabel)) return;
        throw new ProbeException(multiLabel
            ? $"No class of \"{slot.Name}\" can be learnt: each is in none or in all of the {Counted(clips)}."
            : $"The {Counted(clips)} {(clips.Count == 1 ? "shows" : "show")} no two classes of \"{slot.Name}\" to tell apart.");
    }

    /// <summary>Whether training clips teach anything: the constructor refuses those that do not.</summary>
    public static bool Suffice(LabelSlot slot, IReadOnlyList<int> clips, bool multiLabel) =>
        Learnt(Counts(slot, clips), clips, multiLabel).Length >= Fewest(multiLabel);

    /// <summary>The class behind each output of the probe, ascending.</summary>
    public int[] Classes { get; }

    /// <summary>A score for every class, in force for those that are not learnt.</summary>
    public float[] FixedScores(OutputScale scale)
    {
        var (least, greatest) = scale == OutputScale.Margin ? (float.NegativeInfinity, float.PositiveInfinity) : (0, 1);
        return [.. _inAll.Select(inAll => inAll ? greatest : least)];
    }

    /// <summary>Outputs that should be 1 for a clip of these classes.</summary>
    public int[] Positives(int[] labels) => [.. labels.Select(label => _outputOfClass[label]).Where(output => output >= 0)];

    private static int[] Counts(LabelSlot slot, IReadOnlyList<int> clips)
    {
        var counts = new int[slot.Classes.Count];
        foreach (int clip in clips)
            foreach (int label in slot.Labels[clip]) counts[label]++;
        return counts;
    }

    private static int[] Learnt(int[] counts, IReadOnlyList<int> clips, bool multiLabel) =>
        [.. Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0 && !(multiLabel && counts[c] == clips.Count))];

    private static int Fewest(bool multiLabel) => multiLabel ? 1 : 2;

    private static string Counted(IReadOnlyList<int> clips) => clips.Count == 1 ? "one training clip" : $"{clips.Count} training clips";
}
