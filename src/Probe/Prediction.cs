namespace Hares.Probe;

/// <summary>What the probe of the first seed says of one test clip.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="Fold">Index of the fold whose test clip it is.</param>
/// <param name="Slots">One entry for every slot of the task, in their order.</param>
public sealed record Prediction(string ClipId, int Fold, IReadOnlyList<SlotPrediction> Slots);
