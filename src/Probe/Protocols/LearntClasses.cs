namespace Hares.Probe.Protocols;

/// <summary>
/// The classes training clips can teach: those some clip has and, in a multi-label task, some clip lacks. The others get a fixed
/// score: 0 when no training clip has them, 1 when all have.
/// </summary>
internal sealed class LearntClasses
{
    private readonly int[] _outputOfClass;

    public LearntClasses(ProbeTask task, IReadOnlyList<int> clips)
    {
        var counts = new int[task.Classes];
        foreach (int clip in clips)
            foreach (int label in task.Labels[clip]) counts[label]++;
        FixedScores = [.. counts.Select(count => task.MultiLabel && count == clips.Count ? 1f : 0f)];
        Classes = [.. Enumerable.Range(0, task.Classes).Where(c => counts[c] > 0 && FixedScores[c] == 0)];
        _outputOfClass = new int[task.Classes];
        Array.Fill(_outputOfClass, -1);
        for (int output = 0; output < Classes.Length; output++) _outputOfClass[Classes[output]] = output;
        if (Classes.Length < (task.MultiLabel ? 1 : 2))
            throw new ProbeException($"The {clips.Count} training clips show no two classes to tell apart.");
    }

    /// <summary>The class behind each output of the probe, ascending.</summary>
    public int[] Classes { get; }

    /// <summary>A score for every class, in force for those that are not learnt.</summary>
    public float[] FixedScores { get; }

    /// <summary>Outputs that should be 1 for a clip of these classes.</summary>
    public int[] Positives(int[] labels) => [.. labels.Select(label => _outputOfClass[label]).Where(output => output >= 0)];
}
