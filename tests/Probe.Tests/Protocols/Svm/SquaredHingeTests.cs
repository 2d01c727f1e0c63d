using Hares.Probe.Protocols.Convex;
using Hares.Probe.Protocols.Svm;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Svm;

[Collection("native")]
public class SquaredHingeTests
{
    [Theory]
    [InlineData(40, 6)]
    [InlineData(300, 5)] // several slices
    [InlineData(12, 20)] // in the span of the windows
    public void The_gradient_equals_finite_differences(int windows, int dimension)
    {
        const int outputs = 3;
        using var embeddings = Some.Matrix([.. Some.Normals(windows * dimension, stream: 0).Chunk(dimension)]);
        using var design = Design.Of(embeddings, [.. Enumerable.Range(0, windows)]);
        var loss = new SquaredHinge(design, [.. Enumerable.Range(0, windows).Select(i => new[] { i % outputs })], outputs, strength: 0.1);
        var point = Some.Normals(outputs * (design.Width + 1), stream: 1);
        float[] gradient = new float[point.Length], ignored = new float[point.Length];
        loss.Evaluate(point, gradient);

        const float step = 0.01f;
        for (int i = 0; i < point.Length; i++)
        {
            float[] above = [.. point], below = [.. point];
            above[i] += step;
            below[i] -= step;
            double slope = (loss.Evaluate(above, ignored) - loss.Evaluate(below, ignored)) / (2 * step);
            Assert.Equal(slope, gradient[i], 5e-3 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Fact]
    public void Only_what_lies_within_the_margin_counts()
    {
        // Standardised windows are -1 and 1; outputs of 2 lie beyond the margin, of -0.5 within.
        using var embeddings = Some.Matrix([[-3], [5]]);
        using var design = Design.Of(embeddings, [0, 1]);
        float scale = MathF.Abs(design.Rows.Row(0)[0]), sign = MathF.Sign(design.Rows.Row(1)[0]);
        var gradient = new float[2];

        double loss = new SquaredHinge(design, [[], [0]], outputs: 1, strength: 1e-9).Evaluate([sign * 1.25f / scale, 0.75f], gradient);

        // Window 0 has output -0.5 and truth -1: (1 - 0.5)² = 0.25. Window 1 has output 2 and truth 1: nothing.
        Assert.Equal(0.25 / 2, loss, 1e-5);
        Assert.Equal(2 * 0.5 / 2, gradient[1], 1e-5);
    }
}
