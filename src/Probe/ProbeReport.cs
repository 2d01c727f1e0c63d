using Hares.Probe.Metrics;

namespace Hares.Probe;

/// <summary>The result of probing one task, scores from 0 to 1.</summary>
public sealed record ProbeReport
{
    /// <summary>The protocol's name.</summary>
    public required string Protocol { get; init; }

    /// <summary>What the scores are.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The mean over folds of the mean over seeds.</summary>
    public required double Score { get; init; }

    /// <summary>95 % bootstrap interval of <see cref="Score"/> over test clips.</summary>
    public required ScoreInterval Interval { get; init; }

    /// <summary>For every seed, the mean over folds.</summary>
    public required IReadOnlyList<double> PerSeed { get; init; }

    /// <summary>For every fold, the mean over seeds.</summary>
    public required IReadOnlyList<double> PerFold { get; init; }

    /// <summary>What knowing only the training labels would score, mean over folds; with several slots, their most frequent combination.</summary>
    public required double Chance { get; init; }

    /// <summary>Training clips of a fold, the mean over folds, rounded.</summary>
    public required int TrainClips { get; init; }

    /// <summary>Test clips of all folds together.</summary>
    public required int TestClips { get; init; }

    /// <summary>Number of classes, of all slots together.</summary>
    public required int Classes { get; init; }

    /// <summary>Classes of test clips that some fold's training clips do not show; no probe can tell them; each is counted once.</summary>
    public required int UnseenClasses { get; init; }

    /// <summary>The protocol's settings by name.</summary>
    public required IReadOnlyDictionary<string, double> Settings { get; init; }

    /// <summary>One entry for every fold and seed, and for every slot where each has a fit of its own; fold by fold.</summary>
    public required IReadOnlyList<FitReport> Fits { get; init; }

    /// <summary>What a reader of the score should know: fits that did not converge, classes that could not be learnt. Often empty.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The first seed's predictions for all test clips, fold by fold.</summary>
    public required IReadOnlyList<Prediction> Predictions { get; init; }
}
