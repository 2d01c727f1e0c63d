namespace Hares.Probe;

/// <summary>How one probe was fitted.</summary>
/// <param name="Fold">Index of the fold.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Strength">The chosen L2 strength ("quick") or C (an SVM); 0 where the probe has none.</param>
/// <param name="Iterations">Optimiser steps ("hares"), or L-BFGS iterations from the preceding strength's solution ("quick", an SVM).</param>
/// <param name="Loss">Loss at the end: mean over the last steps' batches ("hares"), or over all windows with its penalty ("quick", an SVM).</param>
/// <param name="Converged">Whether the tolerance was reached; true where the protocol has a fixed number of steps.</param>
public sealed record FitReport(int Fold, int Seed, double Strength, int Iterations, double Loss, bool Converged)
{
    /// <summary>The slot this fit answers; null where one fit answers all.</summary>
    public string? Slot { get; init; }
}
