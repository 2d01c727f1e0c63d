using Hares.Probe.Protocols.Paper;
using Hares.Probe.Statistics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Paper;

public class BatchTests
{
    private const int Draws = 30_000;

    [Fact]
    public void A_step_draws_a_clip_and_then_one_of_its_windows_and_views()
    {
        // Clip 0 has one window; clip 1 two, and three augmented ones; clip 2 tests. Every row says which it is.
        using var embeddings = Some.Matrix([.. Enumerable.Range(0, 9).Select(row => new float[] { row })]);
        var task = Some.TaskOf(embeddings, [[0], [1], [2]], classes: 3) with { FirstRow = [0, 1, 3, 4], AugmentedFirstRow = [4, 4, 7, 9] };
        using var batch = new Batch(task, [0, 1], Draws, new SplitMix64(seed: 0, stream: 0));

        batch.Draw(mixed: false);

        int[] rows = [.. Enumerable.Range(0, Draws).Select(i => (int)batch.Inputs.Row(i)[0])];
        Assert.Equal([0, 1, 2, 4, 5, 6], rows.Distinct().Order());
        Assert.Equal(Draws / 2, rows.Count(row => row == 0), tolerance: 500);
        Assert.All([1, 2, 4, 5, 6], row => Assert.Equal(Draws / 10, rows.Count(drawn => drawn == row), tolerance: 250));
    }

    [Fact]
    public void A_window_of_a_mixed_view_comes_as_it_is_with_the_truth_of_both_clips()
    {
        // Clip 0 tests; clips 3 and 1 train, in this order, each with a window and two augmented ones. Every row says which it is.
        using var embeddings = Some.Matrix([.. Enumerable.Range(0, 8).Select(row => new float[] { row })]);
        var task = Some.TaskOf(embeddings, [[0], [1], [2], [0]], classes: 3) with
        {
            AugmentedFirstRow = [4, 4, 6, 6, 8],
            Mixtures = [new Mixture(3, 0.75f), new Mixture(3, 0.5f), new Mixture(1, 0.25f), new Mixture(3, 1)],
        };
        using var batch = new Batch(task, [3, 1], size: 200, new SplitMix64(seed: 0, stream: 0));

        batch.Draw(mixed: false);

        Example[] ofRow = [default, new(1, 1, 1), default, new(0, 0, 1), new(1, 0, 0.75f), new(1, 0, 0.5f), new(0, 1, 0.25f), new(0, 0, 1)];
        for (int i = 0; i < 200; i++) Assert.Equal(ofRow[(int)batch.Inputs.Row(i)[0]], batch.Examples[i]);
        Assert.Equal([1, 3, 4, 5, 6, 7], Enumerable.Range(0, 200).Select(i => (int)batch.Inputs.Row(i)[0]).Distinct().Order());
    }

    [Fact]
    public void A_mixed_example_mixes_its_truth_as_its_embedding()
    {
        // The embedding of a clip is its own axis, so that a mixture shows what it is made of.
        const int clips = 5;
        using var embeddings = Some.Matrix(
            [.. Enumerable.Range(0, clips).Select(clip => Enumerable.Range(0, clips).Select(d => d == clip ? 1f : 0).ToArray())]);
        var task = Some.TaskOf(embeddings, [.. Enumerable.Range(0, clips).Select(clip => new[] { clip })], clips);
        using var batch = new Batch(task, [.. Enumerable.Range(0, clips)], size: 200, new SplitMix64(seed: 0, stream: 0));

        batch.Draw(mixed: true);

        for (int i = 0; i < 200; i++)
        {
            var (position, partner, share) = batch.Examples[i];
            var expected = new float[clips];
            expected[position] += share;
            expected[partner] += 1 - share;
            Assert.All(expected.Zip(batch.Inputs.Row(i).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
        Assert.Contains(batch.Examples.ToArray(), example => example.Partner != example.Position);
    }

    [Fact]
    public void The_share_has_the_distribution_Beta_5_2()
    {
        using var embeddings = Some.Matrix([[1], [2]]);
        using var batch = new Batch(Some.TaskOf(embeddings, [[0], [1]], 2), [0, 1], Draws, new SplitMix64(seed: 0, stream: 0));

        batch.Draw(mixed: true);

        double[] shares = [.. batch.Examples.ToArray().Select(example => (double)example.Share)];
        double mean = shares.Average();
        Assert.Equal(5.0 / 7, mean, 0.005);
        Assert.Equal(10.0 / (49 * 8), shares.Average(share => (share - mean) * (share - mean)), 0.001);
        Assert.Equal(0.1094, shares.Count(share => share < 0.5) / (double)Draws, 0.01); // at most one of six above one half: 7 / 64
    }

    [Fact]
    public void The_same_seed_draws_the_same()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;

        Assert.Equal(Drawn(seed: 3), Drawn(seed: 3));
        Assert.NotEqual(Drawn(seed: 3), Drawn(seed: 4));

        Example[] Drawn(int seed)
        {
            using var batch = new Batch(task, [1, 5, 9, 11], size: 20, new SplitMix64(seed, stream: 0));
            batch.Draw(mixed: true);
            batch.Draw(mixed: true);
            return batch.Examples.ToArray();
        }
    }
}
