using System.Text.Json;
using Hares.Probe.Protocols.Quick;
using Hares.Probe.Tests.Support;
using TorchSharp;

namespace Hares.Probe.Tests.Protocols.Quick;

[Collection("native")]
public class RegularisationPathTests
{
    private static readonly JsonElement Reference = Golden.Read("logistic-regression.json");

    [Theory]
    [InlineData("tall")]
    [InlineData("wide")]
    [InlineData("multiLabel")]
    public void Finds_scikit_learns_solution(string name)
    {
        var expected = Reference.GetProperty(name);
        using var embeddings = Some.Matrix(expected.GetProperty("embeddings").Floats());
        var task = Some.TaskOf(
            embeddings, expected.GetProperty("labels").Integers(), expected.GetProperty("classes").GetInt32(),
            multiLabel: expected.GetProperty("multiLabel").GetBoolean());
        double strength = expected.GetProperty("strength").GetDouble();
        int[] clips = [.. Enumerable.Range(0, embeddings.Rows)];
        using var design = Design.Of(embeddings, clips);
        var path = RegularisationPath.Logistic(design, task, task.Slots[0], clips, [10 * strength, strength], new ProbeOptions { Tolerance = 1e-7 });

        var minimum = path.At(1, TestContext.Current.CancellationToken);
        var model = path.Model(1, TestContext.Current.CancellationToken);

        Assert.True(minimum.Converged);
        double loss = expected.GetProperty("loss").GetDouble();
        Assert.Equal(loss, minimum.Loss, 1e-6 * loss);
        AssertClose(expected.GetProperty("weights").Deserialize<double[][]>()!.SelectMany(row => row), model.Output.Weights);
        AssertClose(expected.GetProperty("biases").Doubles(), task.MultiLabel ? model.Output.Biases : Centred(model.Output.Biases));
    }

    [Fact]
    public void Gives_back_every_tensor()
    {
        using var embeddings = Some.Task(clips: 90, dimension: 20).Embeddings;
        var task = Some.TaskOf(embeddings, [.. Enumerable.Range(0, 90).Select(clip => new[] { clip % 3 })], 3, windows: 2);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (int fit = 0; fit < 2; fit++)
        {
            Solve([.. Enumerable.Range(0, 90)]);
            Solve([.. Enumerable.Range(0, 6)]);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);

        void Solve(int[] clips)
        {
            using var design = Design.Of(embeddings, task.TrainingRows(clips));
            RegularisationPath.Logistic(design, task, task.Slots[0], clips, [0.1, 0.01], new ProbeOptions())
                .Model(1, TestContext.Current.CancellationToken);
        }
    }

    // Softmax is blind to a number added to all biases.
    private static float[] Centred(float[] biases) => [.. biases.Select(bias => bias - biases.Average())];

    // A loss within 1e-7 of the least leaves weights free by about the root of that, over the root of the curvature.
    private static void AssertClose(IEnumerable<double> expected, float[] actual)
    {
        foreach (var (value, found) in expected.Zip(actual)) Assert.Equal(value, found, 5e-3);
    }
}
