namespace Hares.Probe.Protocols.Paper;

/// <summary>
/// Protocol "hares": one linear layer on the embeddings as they are, learnt as the paper's appendix A does (arXiv 2111.12124): Adam,
/// learning rate up over a warm-up and down by a cosine, batches of 64 windows, validation clips ignored. Seeds learn side by side on the
/// same embeddings. Where the paper is silent: Adam's default decays, no weight decay, sigmoid cross-entropy for many labels,
/// weights drawn from a normal distribution of deviation 1/√dimension, biases 0.
/// </summary>
internal sealed class PaperProtocol(ProbeOptions options) : IProtocol
{
    public IReadOnlyDictionary<string, double> Settings { get; } = new Dictionary<string, double>
    {
        ["steps"] = options.Steps,
        ["batchSize"] = options.BatchSize,
        ["warmUpSteps"] = options.ResolvedWarmUpSteps,
        ["learningRate"] = options.LearningRate,
    };

    public IReadOnlyList<Fit> Fit(TrainingSide side, CancellationToken cancellation)
    {
        var classes = new LearntClasses(side.Task, side.Train);
        int[] seeds = [.. options.SeedValues];
        var fits = new Fit[seeds.Length];
        Parallel.For(0, seeds.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            using var training = new PaperTraining(side.Task, side.Train, classes, options.BatchSize, seeds[i]);
            for (int step = 0; step < options.Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                training.Step(LearningRate.At(step, options.Steps, options.ResolvedWarmUpSteps, options.LearningRate));
            }
            fits[i] = new Fit(training.Model, new FitReport(side.Fold, seeds[i], Strength: 0, options.Steps, training.RecentLoss, Converged: true));
        });
        return fits;
    }
}
