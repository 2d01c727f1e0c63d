namespace Hares.Probe;

/// <summary>One official division of a task's clips, as indices of clips. Nothing is ever shuffled between its sides.</summary>
/// <param name="Train">Clips to learn from.</param>
/// <param name="Valid">Official validation clips, possibly none: protocol "quick" chooses its strength on them, "hares" ignores them.</param>
/// <param name="Test">
/// Clips that are scored, and used for nothing else, with one exception: where there are no validation clips, ESC-50's support vector machine takes its C
/// from the first fold's, as the paper does, and warns of it.
/// </param>
public sealed record Fold(IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<int> Test)
{
    /// <summary>
    /// The official fold each training clip belongs to, in the order of <see cref="Train"/>. With at least two of them, and without
    /// validation clips, a strength is chosen by leaving one official fold out at a time. Default none.
    /// </summary>
    public IReadOnlyList<int>? InnerGroups { get; init; }

    /// <summary>Every official fold tested once by a probe that learnt from the others, folds in ascending order.</summary>
    /// <param name="foldOfClip">The official fold of every clip; negative for a clip that takes no part.</param>
    public static IReadOnlyList<Fold> LeaveOneOut(IReadOnlyList<int> foldOfClip)
    {
        ArgumentNullException.ThrowIfNull(foldOfClip);
        var clips = Enumerable.Range(0, foldOfClip.Count).Where(clip => foldOfClip[clip] >= 0).ToArray();
        return [.. clips.Select(clip => foldOfClip[clip]).Distinct().Order().Select(fold =>
        {
            var train = clips.Where(clip => foldOfClip[clip] != fold).ToArray();
            return new Fold(train, [], [.. clips.Where(clip => foldOfClip[clip] == fold)])
            {
                InnerGroups = [.. train.Select(clip => foldOfClip[clip])],
            };
        })];
    }
}
