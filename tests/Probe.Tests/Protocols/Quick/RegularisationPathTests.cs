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
        var task = Task(expected, embeddings);
        using var design = Design.Of(embeddings, Clips(embeddings));
        double strength = expected.GetProperty("strength").GetDouble();
        var path = Path(design, task, [10 * strength, strength], new ProbeOptions { Tolerance = 1e-7 });

        var minimum = path.At(1, TestContext.Current.CancellationToken);
        var model = path.Model(1, TestContext.Current.CancellationToken);

        Assert.True(minimum.Converged);
        double loss = expected.GetProperty("loss").GetDouble();
        Assert.Equal(loss, minimum.Loss, 1e-6 * loss);
        AssertClose(expected.GetProperty("weights").Deserialize<double[][]>()!.SelectMany(row => row), model.Output.Weights);
        AssertClose(expected.GetProperty("biases").Doubles(), task.MultiLabel ? model.Output.Biases : Centred(model.Output.Biases));
    }

    [Theory]
    [InlineData("tall")]
    [InlineData("wide")]
    [InlineData("multiLabel")]
    public void A_probe_stops_close_to_it_on_its_way_down_the_strengths(string name)
    {
        var expected = Reference.GetProperty(name);
        using var embeddings = Some.Matrix(expected.GetProperty("embeddings").Floats());
        var task = Task(expected, embeddings);
        using var design = Design.Of(embeddings, Clips(embeddings));
        double strength = expected.GetProperty("strength").GetDouble();
        double[] strengths = [.. new ProbeOptions().Strengths.Where(stronger => stronger > strength).OrderDescending(), strength];

        var minimum = Path(design, task, strengths, new ProbeOptions()).At(strengths.Length - 1, TestContext.Current.CancellationToken);

        double loss = expected.GetProperty("loss").GetDouble();
        Assert.InRange(minimum.Loss, (1 - 1e-6) * loss, (1 + 1e-5) * loss);
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

    private static ProbeTask Task(JsonElement reference, EmbeddingMatrix embeddings) => Some.TaskOf(
        embeddings, reference.GetProperty("labels").Integers(), reference.GetProperty("classes").GetInt32(),
        multiLabel: reference.GetProperty("multiLabel").GetBoolean());

    private static int[] Clips(EmbeddingMatrix embeddings) => [.. Enumerable.Range(0, embeddings.Rows)];

    private static RegularisationPath Path(Design design, ProbeTask task, double[] strengths, ProbeOptions options) =>
        RegularisationPath.Logistic(design, task, task.Slots[0], Clips(task.Embeddings), strengths, options);

    // Softmax is blind to a number added to all biases.
    private static float[] Centred(float[] biases) => [.. biases.Select(bias => bias - biases.Average())];

    // A loss within 1e-7 of the least leaves weights free by about the root of that, over the root of the curvature.
    private static void AssertClose(IEnumerable<double> expected, float[] actual)
    {
        foreach (var (value, found) in expected.Zip(actual)) Assert.Equal(value, found, 5e-3);
    }
}
