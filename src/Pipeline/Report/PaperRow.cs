namespace Hares.Pipeline.Report;

/// <summary>What the paper prints for one encoder: one of its own, or another paper's as it quotes it.</summary>
/// <param name="Architecture">Name in the encoder catalogue; "cola" and "clmr", which are not in it, are quoted for their scores alone.</param>
/// <param name="Training">How it was trained: "classification", "SimCLR", ...; or "reported by" whom.</param>
/// <param name="Source">The table.</param>
/// <param name="Scores">Fractions by task name, and the means "environment", "speech", "music", "hares"; only those that the paper prints.</param>
/// <param name="TrainingStepMilliseconds">Time of one training step on TPU v3 (table 3); null where it is not printed.</param>
internal sealed record PaperRow(
    string Architecture, string Training, string Source, IReadOnlyDictionary<string, double> Scores, double? TrainingStepMilliseconds)
{
    /// <summary>Whether the scores are those of another paper.</summary>
    public bool IsReported => Training.StartsWith("reported by ", StringComparison.Ordinal);

    public double? this[string task] => Scores.TryGetValue(task, out var score) ? score : null;

    /// <summary>The means over tasks, as printed.</summary>
    public PaperMeans Means =>
        new(Training, Source, this["hares"], new DomainScores(this["environment"], this["speech"], this["music"]), TrainingStepMilliseconds);
}
