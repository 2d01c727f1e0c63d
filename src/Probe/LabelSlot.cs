namespace Hares.Probe;

/// <summary>One question asked of every clip. A plain task has one slot; an intent has three (action, object, location).</summary>
/// <param name="Name">What is asked, for messages and predictions.</param>
/// <param name="Classes">Names of the possible answers.</param>
/// <param name="Labels">The classes of every clip: exactly one under single-label tasks, any number (none, too) under multi-label ones.</param>
public sealed record LabelSlot(string Name, IReadOnlyList<string> Classes, IReadOnlyList<int[]> Labels);
