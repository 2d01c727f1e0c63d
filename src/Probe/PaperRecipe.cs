namespace Hares.Probe;

/// <summary>
/// What protocol "hares" does for a task, after appendix A of arXiv 2111.12124. The defaults are the paper's for nine of its twelve
/// tasks: one linear layer. Protocol "quick" has no recipes.
/// </summary>
public sealed record PaperRecipe
{
    /// <summary>One linear layer, batches of 64 windows, 400,000 steps.</summary>
    public static PaperRecipe Linear { get; } = new();

    /// <summary>One hidden layer of 512 units, examples mixed, batches of 128, 200,000 steps.</summary>
    public static PaperRecipe AudioSet { get; } = new() { Steps = 200_000, BatchSize = 128, HiddenUnits = 512, MixesExamples = true };

    /// <summary>One linear layer, batches of 128, 20,000 steps.</summary>
    public static PaperRecipe MagnaTagATune { get; } = new() { Steps = 20_000, BatchSize = 128 };

    /// <summary>A linear support vector machine with the paper's seven values of C.</summary>
    public static PaperRecipe Esc50 { get; } = new() { SvmCosts = [3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2] };

    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 400_000;

    /// <summary>Windows a step, each of a clip drawn at random.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Steps over which the learning rate rises. A run of another number of steps keeps their share.</summary>
    public int WarmUpSteps { get; init; } = 5_000;

    /// <summary>Units of a hidden layer with ReLU; 0 for none.</summary>
    public int HiddenUnits { get; init; }

    /// <summary>
    /// Whether each example of a batch is mixed with another one, embeddings and labels alike: λ of the one and 1 - λ of the other, λ drawn
    /// from Beta(5, 2). Where the task has mixed views, it is their waveforms that were mixed so, and embeddings are left as they are.
    /// </summary>
    public bool MixesExamples { get; init; }

    /// <summary>
    /// Where not empty, the probe is a linear support vector machine, and its C is one of these; what is said of steps has no effect.
    /// </summary>
    public IReadOnlyList<double> SvmCosts { get; init; } = [];
}
