using Hares.Probe.Metrics;

namespace Hares.Probe;

/// <summary>What a probe learns: the windows' embeddings, and for every clip its windows, its classes and its name.</summary>
public sealed record ProbeTask
{
    /// <summary>One row a window, the windows of a clip one after another. Stays the caller's: the probe only reads it.</summary>
    public required EmbeddingMatrix Embeddings { get; init; }

    /// <summary>Clip <c>c</c> owns rows <c>FirstRow[c]</c> up to <c>FirstRow[c + 1]</c>; one entry more than there are clips.</summary>
    public required IReadOnlyList<int> FirstRow { get; init; }

    /// <summary>
    /// Where clips have augmented views: clip <c>c</c> also owns rows <c>AugmentedFirstRow[c]</c> up to <c>AugmentedFirstRow[c + 1]</c>, possibly
    /// none, all behind the rows of <see cref="FirstRow"/>. They are learnt from while their clip is a training clip, and never scored.
    /// Default none.
    /// </summary>
    public IReadOnlyList<int>? AugmentedFirstRow { get; init; }

    /// <summary>
    /// Where augmented views are mixed with other clips: with whom and how much, an entry for every augmented row, from row
    /// <c>AugmentedFirstRow[0]</c> on. A training clip is mixed with training clips of the same folds only. For protocol "hares" and tasks whose
    /// <see cref="Recipe"/> mixes examples, which then are no longer mixed in batches. Default none.
    /// </summary>
    public IReadOnlyList<Mixture>? Mixtures { get; init; }

    /// <summary>What is asked of every clip, at least one. With several, a clip is right only if all of its answers are.</summary>
    public required IReadOnlyList<LabelSlot> Slots { get; init; }

    /// <summary>Clip ids, for messages and predictions.</summary>
    public required IReadOnlyList<string> ClipIds { get; init; }

    /// <summary>What is reported, and by what the protocol "quick" chooses its strength.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Whether a clip may have any number of classes (sigmoid) rather than exactly one (softmax). Default false.</summary>
    public bool MultiLabel { get; init; }

    /// <summary>What protocol "hares" does. Default one linear layer, as the paper for most tasks.</summary>
    public PaperRecipe Recipe { get; init; } = PaperRecipe.Linear;

    internal int Clips => ClipIds.Count;

    /// <summary>Rows that score a clip.</summary>
    internal int Windows(int clip) => FirstRow[clip + 1] - FirstRow[clip];

    /// <summary>How many rows a training clip teaches by.</summary>
    internal int TrainingRows(int clip) => Windows(clip) + (AugmentedFirstRow is null ? 0 : AugmentedFirstRow[clip + 1] - AugmentedFirstRow[clip]);

    /// <summary>The clip's own windows first, then those of its augmented views.</summary>
    internal int TrainingRow(int clip, int index) =>
        index < Windows(clip) ? FirstRow[clip] + index : AugmentedFirstRow![clip] + index - Windows(clip);

    /// <summary>What a training row is mixed with; null for one that is not.</summary>
    internal Mixture? MixtureOf(int row) => Mixtures is null || row < AugmentedFirstRow![0] ? null : Mixtures[row - AugmentedFirstRow[0]];

    internal int[] TrainingRows(IReadOnlyList<int> clips) =>
        [.. clips.SelectMany(clip => Enumerable.Range(0, TrainingRows(clip)).Select(index => TrainingRow(clip, index)))];
}
