namespace Hares.Probe;

/// <summary>How a task is probed. A setting of the other protocol than the chosen one is checked, but has no effect.</summary>
public sealed record ProbeOptions
{
    /// <summary>The known protocols.</summary>
    public static IReadOnlyList<string> Protocols { get; } = ["hares", "quick"];

    /// <summary>"hares" (the paper's optimiser and schedule) or "quick" (logistic regression to convergence). Default "hares".</summary>
    public string Protocol { get; init; } = "hares";

    /// <summary>How many seeds are run: <see cref="Seed"/>, the next one, and so on. Default 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The first seed, not negative. Also seeds the bootstrap. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Optimiser steps of "hares". Default the task's <see cref="PaperRecipe.Steps"/>.</summary>
    public int? Steps { get; init; }

    /// <summary>Windows a step of "hares", each of a clip drawn at random. Default the task's <see cref="PaperRecipe.BatchSize"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Steps over which the learning rate of "hares" rises from 0 to its peak; fewer than there are. Default the share of them that
    /// the task's recipe has, mostly one in eighty (the paper's 5,000 of 400,000).
    /// </summary>
    public int? WarmUpSteps { get; init; }

    /// <summary>Peak learning rate of "hares". Default the paper's 2e-4.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>
    /// The L2 strengths "quick" chooses from, each the factor λ in: mean loss of a window + λ/2 · squared weights (scikit-learn's
    /// C is 1 / (λ · windows)). Default eight from 1e-4 to 0.3.
    /// </summary>
    public IReadOnlyList<double> Strengths { get; init; } = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1];

    /// <summary>Most L-BFGS iterations of one fit of "quick"; a fit that needs more is reported as not converged. Default 500.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>
    /// A fit of "quick" has converged when the fall in loss that its next step promises is less than this share of the loss, or of 0.1 where
    /// the loss is less. What is left to the least loss may be several times that. Default 1e-6.
    /// </summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Resamples of the test clips behind the interval. Default 2,000.</summary>
    public int BootstrapResamples { get; init; } = 2_000;

    internal IEnumerable<int> SeedValues => Enumerable.Range(Seed, Seeds);

    /// <summary>Every fault of these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        Require(Protocols.Contains(Protocol), $"Protocol \"{Protocol}\" is not known; known are {string.Join(", ", Protocols)}.");
        Require(Seeds is >= 1 and <= 1_000, $"Seeds is {Seeds}, but must be 1 to 1,000.");
        Require(Seed is >= 0 and <= int.MaxValue - 1_000, $"Seed is {Seed}, but must be 0 to {int.MaxValue - 1_000}.");
        Require(Steps is null or >= 1, $"Steps is {Steps}, but must be at least 1.");
        Require(BatchSize is null or >= 1 and <= 65_536, $"BatchSize is {BatchSize}, but must be 1 to 65,536.");
        Require(WarmUpSteps is null || (WarmUpSteps >= 0 && WarmUpSteps < Math.Max(Steps ?? int.MaxValue, 1)),
            $"WarmUpSteps is {WarmUpSteps}, but must be 0 to less than Steps{(Steps is null ? "" : $" ({Steps})")}.");
        Require(IsPositive(LearningRate), $"LearningRate is {LearningRate}, but must be above 0.");
        Require(Strengths.Count > 0 && Strengths.All(IsPositive), "Strengths must be at least one number, each above 0.");
        Require(Strengths.Distinct().Count() == Strengths.Count, "Strengths must differ from one another.");
        Require(MaxIterations >= 1, $"MaxIterations is {MaxIterations}, but must be at least 1.");
        Require(Tolerance is > 0 and < 1, $"Tolerance is {Tolerance}, but must be above 0 and below 1.");
        Require(BootstrapResamples is >= 40 and <= 1_000_000, $"BootstrapResamples is {BootstrapResamples}, but must be 40 to 1,000,000.");
        return faults;

        void Require(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
