namespace Hares.Probe;

/// <summary>What a probe says of one clip in one slot.</summary>
/// <param name="Slot">What was asked.</param>
/// <param name="Truth">The true classes.</param>
/// <param name="Scores">
/// A score for every class, the mean over the clip's windows: of probabilities, 0 to 1, or of an SVM's decision values. A class
/// that no training clip has scores 0, and negative infinity under an SVM.
/// </param>
public sealed record SlotPrediction(LabelSlot Slot, IReadOnlyList<int> Truth, float[] Scores);
