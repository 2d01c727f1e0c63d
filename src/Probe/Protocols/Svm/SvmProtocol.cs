using System.Globalization;

namespace Hares.Probe.Protocols.Svm;

/// <summary>
/// Protocol "hares" for ESC-50: linear support vector machines on features standardised with training statistics, one against the rest,
/// scores the mean of decision values over windows, as BraVe evaluates (arXiv 2103.16559; brave/evaluate/evaluate.py there has
/// StandardScaler, then LinearSVC). Its C is chosen once, on the first fold, and serves all: the paper's rule. Where the first fold has no
/// validation clips, that means on its test clips. Differences: solved by L-BFGS to convergence, where LinearSVC stops after 1,000 rounds of
/// coordinate descent; no chance is involved, so seeds are alike. Every slot has machines and a C of its own.
/// </summary>
internal sealed class SvmProtocol : IProtocol
{
    private const double Tolerance = 1e-6;
    private const int MaxIterations = 1_000;
    private readonly ProbeOptions _options;
    private readonly double[] _chosen; // by slot
    private readonly Fit _first;       // of the fold that the costs were chosen on

    private SvmProtocol(ProbeOptions options, double[] costs, double[] chosen, Fit first, bool onTest)
    {
        (_options, _chosen, _first) = (options, chosen, first);
        Settings = new Dictionary<string, double>
        {
            ["svmCosts"] = costs.Length,
            ["leastSvmCost"] = costs[0],
            ["greatestSvmCost"] = costs[^1],
            ["maxIterations"] = MaxIterations,
            ["tolerance"] = Tolerance,
        };
        Warnings = !onTest || costs.Length == 1 ? [] :
        [
            $"The SVM's C ({string.Join(", ", chosen.Select(cost => cost.ToString("0.#######", CultureInfo.InvariantCulture)))}) was chosen among "
            + $"{costs.Length} values on the test clips of the first fold, as the paper does: that fold's own score is the best of {costs.Length}, "
            + "so a little too high.",
        ];
    }

    public IReadOnlyDictionary<string, double> Settings { get; }

    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The protocol with the cost that scores best on the first fold, the least of equals.</summary>
    public static SvmProtocol ChosenOn(Fold first, ProbeTask task, ProbeOptions options, CancellationToken cancellation)
    {
        double[] costs = [.. task.Recipe.SvmCosts.Order()];
        bool onTest = first.Valid.Count == 0;
        using var sweep = new SvmSweep(task, first.Train, costs, Tolerance, MaxIterations);
        int[] best = costs.Length == 1 ? new int[task.Slots.Count]
            : [.. task.Slots.Select((_, slot) => sweep.Best(slot, onTest ? first.Test : first.Valid, cancellation))];
        return new SvmProtocol(options, costs, [.. best.Select(index => costs[index])], sweep.Fit(fold: 0, options.Seed, best, cancellation), onTest);
    }

    public IReadOnlyList<Fit> Fit(TrainingSide side, CancellationToken cancellation)
    {
        var fit = side.Fold == _first.Reports[0].Fold ? _first : Solve(side, cancellation);
        return [.. _options.SeedValues.Select(seed => fit with { Reports = [.. fit.Reports.Select(report => report with { Seed = seed })] })];
    }

    private Fit Solve(TrainingSide side, CancellationToken cancellation)
    {
        double[] costs = [.. _chosen.Distinct().Order()];
        using var sweep = new SvmSweep(side.Task, side.Train, costs, Tolerance, MaxIterations);
        return sweep.Fit(side.Fold, _options.Seed, [.. _chosen.Select(cost => Array.IndexOf(costs, cost))], cancellation);
    }
}
