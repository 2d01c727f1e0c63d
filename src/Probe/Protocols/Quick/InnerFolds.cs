using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Quick;

/// <summary>Divisions of a fold's training clips to choose a strength on, where the dataset has no validation clips.</summary>
internal static class InnerFolds
{
    private const int SeededFolds = 5;

    /// <summary>Whether there are official folds to leave out one at a time; else the division comes from the seed.</summary>
    public static bool AreOfficial(TrainingSide side) => side.InnerGroups?.Distinct().Count() >= 2;

    /// <summary>The divisions whose training clips teach every slot something: possibly none.</summary>
    public static IEnumerable<(int[] Train, int[] Valid)> Of(TrainingSide side, int seed)
    {
        var groups = AreOfficial(side) ? [.. side.InnerGroups!] : Deal(side, seed);
        return groups.Distinct().Order()
            .Select(left => (
                Train: side.Train.Where((_, i) => groups[i] != left).ToArray(),
                Valid: side.Train.Where((_, i) => groups[i] == left).ToArray()))
            .Where(fold => side.Task.Slots.All(slot => LearntClasses.Suffice(slot, fold.Train, side.Task.MultiLabel)));
    }

    // Shuffled, then dealt class by class, so that each fold gets its share of a clip's first class (in the first slot).
    private static int[] Deal(TrainingSide side, int seed)
    {
        var positions = Enumerable.Range(0, side.Train.Count).ToArray();
        new SplitMix64(seed, side.Fold).Shuffle(positions);
        var dealt = positions.OrderBy(position => side.Task.Slots[0].Labels[side.Train[position]].FirstOrDefault(-1));
        var groups = new int[positions.Length];
        foreach (var (i, position) in dealt.Index()) groups[position] = i % SeededFolds;
        return groups;
    }
}
