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
    private readonly List<FitReport> _astray = []; // ended above the loss of a probe that knows nothing
    private int _fits;

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

    public IReadOnlyList<string> Warnings => _astray is not [var first, ..] ? [] :
    [
        FormattableString.Invariant($"{_astray.Count} of {_fits} trainings ended at a loss above that of a probe that knows nothing, ")
        + FormattableString.Invariant($"fold {first.Fold}, seed {first.Seed} first, at {first.Loss:G3}: ")
        + "their steps were too few, or the embeddings too large for them.",
    ];

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
        foreach (var fit in fits) Verify(fit.Reports[0], slots.Sum(slot => slot.UntaughtLoss(side.Task.MultiLabel)));
        return fits;
    }

    // Embeddings are learnt from as they are: their size may be beyond what the learning rate, or single precision, can do with.
    private void Verify(FitReport fit, double untaught)
    {
        if (!double.IsFinite(fit.Loss))
            throw new ProbeException(
                FormattableString.Invariant($"Training of fold {fit.Fold}, seed {fit.Seed}, ended at a loss of {fit.Loss}: ")
                + "the embeddings are too large to be learnt from as they are; protocol \"quick\" standardises them.");
        _fits++;
        if (fit.Loss > untaught) _astray.Add(fit);
    }
}
