namespace Hares.Probe.Protocols.Paper;

/// <summary>A slot's part of the logits, and what they should be.</summary>
/// <param name="Classes">What the outputs stand for.</param>
/// <param name="Positives">For every training clip, by position, the outputs whose truth is 1.</param>
/// <param name="First">Place of the slot's first output among all.</param>
internal sealed record SlotTruth(LearntClasses Classes, int[][] Positives, int First)
{
    public int Outputs => Classes.Classes.Length;

    /// <summary>The loss of a probe that knows nothing: all outputs alike.</summary>
    public double UntaughtLoss(bool multiLabel) => multiLabel ? Outputs * Math.Log(2) : Math.Log(Outputs);

    /// <summary>The outputs of all slots, one slot after another.</summary>
    public static SlotTruth[] Of(ProbeTask task, IReadOnlyList<int> clips)
    {
        var slots = new SlotTruth[task.Slots.Count];
        int first = 0;
        foreach (var (i, slot) in task.Slots.Index())
        {
            var classes = new LearntClasses(slot, clips, task.MultiLabel);
            slots[i] = new SlotTruth(classes, [.. clips.Select(clip => classes.Positives(slot.Labels[clip]))], first);
            first += slots[i].Outputs;
        }
        return slots;
    }
}
