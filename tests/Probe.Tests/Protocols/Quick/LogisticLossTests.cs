using Hares.Probe.Protocols.Convex;
using Hares.Probe.Protocols.Quick;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Quick;

[Collection("native")]
public class LogisticLossTests
{
    [Theory]
    [InlineData(40, 6, false)]
    [InlineData(40, 6, true)]
    [InlineData(300, 5, false)] // several slices
    [InlineData(12, 20, false)] // in the span of the windows
    [InlineData(12, 20, true)]
    public void The_gradient_equals_finite_differences(int windows, int dimension, bool multiLabel)
    {
        const int outputs = 3;
        using var embeddings = Some.Matrix([.. Some.Normals(windows * dimension, stream: 0).Chunk(dimension)]);
        using var design = Design.Of(embeddings, [.. Enumerable.Range(0, windows)]);
        int[][] positives = [.. Enumerable.Range(0, windows).Select(i => multiLabel && i % 4 == 0 ? new[] { 0, 2 } : [i % outputs])];
        var loss = new LogisticLoss(design, positives, outputs, multiLabel, strength: 0.1);
        var point = Some.Normals(outputs * (design.Width + 1), stream: 1);
        float[] gradient = new float[point.Length], ignored = new float[point.Length];
        loss.Evaluate(point, gradient);

        const float step = 0.01f;
        for (int i = 0; i < point.Length; i++)
        {
            float[] above = [.. point], below = [.. point];
            above[i] += step;
            below[i] -= step;
            Assert.Equal((loss.Evaluate(above, ignored) - loss.Evaluate(below, ignored)) / (2 * step), gradient[i], 5e-4);
        }
    }

    [Theory]
    [InlineData(0.9999, false)]
    [InlineData(0.5, false)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void A_loss_above_the_limit_is_infinite_and_any_other_what_it_is_without_one(double share, bool isKnown)
    {
        const int windows = 1000, outputs = 3, dimension = 5;
        using var embeddings = Some.Matrix([.. Some.Normals(windows * dimension, stream: 0).Chunk(dimension)]);
        using var design = Design.Of(embeddings, [.. Enumerable.Range(0, windows)]);
        int[][] positives = [.. Enumerable.Range(0, windows).Select(i => new[] { i % outputs })];
        var loss = new LogisticLoss(design, positives, outputs, multiLabel: false, strength: 0.1);
        var point = Some.Normals(outputs * (design.Width + 1), stream: 1);
        float[] gradient = new float[point.Length], withLimit = new float[point.Length];
        double whole = loss.Evaluate(point, gradient);

        double found = loss.Evaluate(point, withLimit, share * whole);

        Assert.Equal(isKnown ? whole : double.PositiveInfinity, found);
        if (isKnown) Assert.Equal(gradient, withLimit);
    }

    [Fact]
    public void Stopping_at_the_limit_changes_no_step_of_a_search()
    {
        const int windows = 600, outputs = 4, dimension = 6;
        using var embeddings = Some.Matrix([.. Some.Normals(windows * dimension, stream: 2).Chunk(dimension)]);
        using var design = Design.Of(embeddings, [.. Enumerable.Range(0, windows)]);
        int[][] positives = [.. Enumerable.Range(0, windows).Select(i => new[] { embeddings.Row(i)[0] > 1 ? 0 : 1 + i % 3 })];
        var loss = new LogisticLoss(design, positives, outputs, multiLabel: false, strength: 1e-5);
        var start = Some.Normals(outputs * (design.Width + 1), stream: 3);
        int stopped = 0;

        var whole = Search((point, gradient, _) => loss.Evaluate(point, gradient));
        var limited = Search((point, gradient, limit) =>
        {
            double found = loss.Evaluate(point, gradient, limit);
            if (double.IsInfinity(found)) stopped++;
            return found;
        });

        Assert.NotEqual(0, stopped);
        Assert.Equal(whole.Point, limited.Point);
        Assert.Equal((whole.Loss, whole.Iterations, whole.Evaluations), (limited.Loss, limited.Iterations, limited.Evaluations));

        // Without what is known of the curvature: steps are too long then, at first.
        Minimum Search(Objective objective) => new Lbfgs(objective, vector => { foreach (ref float value in vector) value *= 100; }, 1e-6, 100)
            .Minimise(start, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Huge_logits_give_a_finite_loss()
    {
        using var embeddings = Some.Matrix([[-1], [1], [-1], [1]]);
        using var design = Design.Of(embeddings, [0, 1, 2, 3]);
        foreach (bool multiLabel in new[] { false, true })
        {
            var gradient = new float[4];
            double loss = new LogisticLoss(design, [[0], [1], [0], [1]], 2, multiLabel, 1e-12).Evaluate([1e4f, -1e4f, 0, 0], gradient);

            Assert.Equal(2e4, loss, 1e2);
            Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
        }
    }
}
