namespace Hares.Probe;

/// <summary>What the probe of the first seed says of one test clip.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="Fold">Index of the fold whose test clip it is.</param>
/// <param name="Truth">Its true classes.</param>
/// <param name="Scores">A score for every class, 0 to 1: the mean of its windows' probabilities.</param>
public sealed record Prediction(string ClipId, int Fold, IReadOnlyList<int> Truth, float[] Scores);
