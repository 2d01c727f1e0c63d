using Hares.Probe.Protocols.Paper;
using Hares.Probe.Statistics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Paper;

public class LearningLayerTests
{
    [Theory]
    [InlineData(3, 7, 5)]
    [InlineData(64, 600, 501)] // several slices
    public void Equals_the_plain_sums(int batch, int inputs, int outputs)
    {
        var layer = new LearningLayer(inputs, outputs, batch, new SplitMix64(seed: 0, stream: 0));
        var weights = layer.Fitted.Weights;
        using var from = Some.Matrix([.. Some.Normals(batch * inputs, stream: 1).Chunk(inputs)]);
        using var slopes = Some.Matrix([.. Some.Normals(batch * outputs, stream: 2).Chunk(outputs)]);
        using var to = new EmbeddingMatrix(batch, outputs);
        using var back = new EmbeddingMatrix(batch, inputs);

        layer.Forward(from, to);
        layer.Backward(slopes, back);

        int i = batch - 1;
        for (int k = 0; k < outputs; k++)
            Assert.Equal(Enumerable.Range(0, inputs).Sum(d => (double)weights[(k * inputs) + d] * from.Row(i)[d]), to.Row(i)[k], 1e-4);
        for (int d = 0; d < inputs; d++)
            Assert.Equal(Enumerable.Range(0, outputs).Sum(k => (double)weights[(k * inputs) + d] * slopes.Row(i)[k]), back.Row(i)[d], 1e-4);
    }

    [Theory]
    [InlineData(3, 7, 5)]
    [InlineData(64, 600, 501)]
    public void A_first_step_moves_every_parameter_by_the_learning_rate_against_its_slope(int batch, int inputs, int outputs)
    {
        var layer = new LearningLayer(inputs, outputs, batch, new SplitMix64(seed: 0, stream: 0));
        var before = layer.Fitted;
        using var from = Some.Matrix([.. Some.Normals(batch * inputs, stream: 1).Chunk(inputs)]);
        using var slopes = Some.Matrix([.. Some.Normals(batch * outputs, stream: 2).Chunk(outputs)]);

        layer.Learn(from, slopes, learningRate: 0.01);

        var after = layer.Fitted;
        for (int k = 0; k < outputs; k += 50)
        {
            Assert.Equal(before.Biases[k] - (0.01 * Math.Sign(Enumerable.Range(0, batch).Sum(i => slopes.Row(i)[k]))), after.Biases[k], 1e-5);
            for (int d = 0; d < inputs; d += 30)
            {
                double slope = Enumerable.Range(0, batch).Sum(i => (double)slopes.Row(i)[k] * from.Row(i)[d]);
                Assert.Equal(before.Weights[(k * inputs) + d] - (0.01 * Math.Sign(slope)), after.Weights[(k * inputs) + d], 1e-5);
            }
        }
    }
}
