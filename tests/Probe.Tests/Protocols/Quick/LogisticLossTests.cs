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
