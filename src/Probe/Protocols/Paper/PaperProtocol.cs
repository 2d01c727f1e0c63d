namespace Hares.Probe.Protocols.Paper;

/// <summary>
/// Protocol "hares": one linear layer on the embeddings as they are, or one hidden layer, learnt as the paper's appendix A does (arXiv
/// 2111.12124): Adam, learning rate up over a warm-up and down by a cosine, validation clips ignored, the cross-entropies of slots summed.
/// Seeds learn side by side on the same embeddings. Where the paper is silent: Adam's default decays, no weight decay, sigmoid cross-entropy
/// for many labels, the labels of a mixed example or view mixed like itself, weights drawn from a normal distribution of
/// deviation 1/√inputs, biases 0.
/// </summary>
internal sealed class PaperProtocol(ProbeOptions options, PaperRecipe recipe, bool hasMixedViews = false) : IProtocol
{
    private readonly PaperSettings _settings = PaperSettings.Of(options, recipe);

    public IReadOnlyDictionary<string, double> Settings => new Dictionary<string, double>
    {
        ["steps"] = _settings.Steps,
        ["batchSize"] = _settings.BatchSize,
        ["warmUpSteps"] = _settings.WarmUpSteps,
        ["learningRate"] = _settings.LearningRate,
        ["hiddenUnits"] = recipe.HiddenUnits,
        ["mixesExamples"] = recipe.MixesExamples && !hasMixedViews ? 1 : 0,
        ["mixedViews"] = hasMixedViews ? 1 : 0,
    };

    public IReadOnlyList<string> Warnings => [];

    public IReadOnlyList<Fit> Fit(TrainingSide side, CancellationToken cancellation)
    {
        var slots = SlotTruth.Of(side.Task, side.Train);
        int[] seeds = [.. options.SeedValues];
        var fits = new Fit[seeds.Length];
        Parallel.For(0, seeds.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            using var training = new PaperTraining(side.Task, side.Train, slots, _settings.BatchSize, seeds[i]);
            for (int step = 0; step < _settings.Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                training.Step(LearningRate.At(step, _settings.Steps, _settings.WarmUpSteps, _settings.LearningRate));
            }
            fits[i] = new Fit(
                training.Models(),
                [new FitReport(side.Fold, seeds[i], Strength: 0, _settings.Steps, training.RecentLoss, Converged: true)]);
        });
        return fits;
    }
}
