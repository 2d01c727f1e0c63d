namespace Hares.Probe.Protocols;

/// <summary>What a protocol may see of a fold.</summary>
/// <param name="Task">The task.</param>
/// <param name="Fold">Index of the fold, for messages and reports.</param>
/// <param name="Train">Clips to learn from.</param>
/// <param name="Valid">Clips to choose on, possibly none.</param>
/// <param name="InnerGroups">The official fold of every training clip, if there are official folds.</param>
internal sealed record TrainingSide(
    ProbeTask Task, int Fold, IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<int>? InnerGroups);
