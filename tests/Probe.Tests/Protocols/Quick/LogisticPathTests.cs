using System.Text.Json;
using Hares.Probe.Protocols.Convex;
using Hares.Probe.Protocols.Quick;
using Hares.Probe.Tests.Support;
using TorchSharp;

namespace Hares.Probe.Tests.Protocols.Quick;

[Collection("native")]
public class LogisticPathTests
{
    private static readonly JsonElement Reference = Golden.Read("logistic-regression.json");

    [Theory]
    [InlineData("tall", 1e-6)]
    [InlineData("wide", 1e-6)]
    [InlineData("collinear", 1e-5)]
    [InlineData("multiLabel", 1e-6)]
    public void Finds_scikit_learns_solution(string name, double tolerance)
    {
        using var problem = new Problem(Reference.GetProperty(name));
        var path = problem.Path([10 * problem.Strength, problem.Strength], new ProbeOptions { Tolerance = 1e-7 });

        var minimum = path.At(1, TestContext.Current.CancellationToken);
        var model = path.Model(1, TestContext.Current.CancellationToken);

        Assert.True(minimum.Converged);
        Assert.Equal(problem.Loss, minimum.Loss, tolerance * problem.Loss);
        AssertClose(problem.Weights, model.Output.Weights);
        AssertClose(problem.Biases, problem.IsMultiLabel ? model.Output.Biases : Centred(model.Output.Biases));
    }

    [Theory]
    [InlineData("tall")]
    [InlineData("wide")]
    [InlineData("collinear")]
    [InlineData("multiLabel")]
    public void A_probe_stops_close_to_it_on_its_way_down_the_strengths(string name)
    {
        using var problem = new Problem(Reference.GetProperty(name));
        double[] strengths = [.. new ProbeOptions().Strengths.Where(stronger => stronger > problem.Strength).OrderDescending(), problem.Strength];

        var minimum = problem.Path(strengths, new ProbeOptions()).At(strengths.Length - 1, TestContext.Current.CancellationToken);

        Assert.InRange(minimum.Loss, (1 - 1e-6) * problem.Loss, (1 + 1e-5) * problem.Loss);
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
            LogisticPath.Of(design, task, task.Slots[0], clips, [0.1, 0.01], new ProbeOptions())
                .Model(1, TestContext.Current.CancellationToken);
        }
    }

    // Softmax is blind to a number added to all biases.
    private static float[] Centred(float[] biases) => [.. biases.Select(bias => bias - biases.Average())];

    // A loss within 1e-7 of the least leaves weights free by about the root of that, over the root of the curvature.
    private static void AssertClose(IReadOnlyCollection<double> expected, float[] actual)
    {
        var tolerance = Math.Max(5e-3, 5e-4 * expected.Max(Math.Abs));
        foreach (var (value, found) in expected.Zip(actual)) Assert.Equal(value, found, tolerance);
    }

    /// <summary>A problem that scikit-learn has solved, and its solution.</summary>
    private sealed class Problem : IDisposable
    {
        private readonly EmbeddingMatrix _embeddings;
        private readonly ProbeTask _task;
        private readonly int[] _clips;
        private readonly Design _design;
        private readonly JsonElement _reference;

        public Problem(JsonElement reference)
        {
            _reference = reference;
            _embeddings = Some.Matrix(reference.GetProperty("embeddings").Floats());
            _clips = [.. Enumerable.Range(0, _embeddings.Rows)];
            _task = Some.TaskOf(
                _embeddings, reference.GetProperty("labels").Integers(), reference.GetProperty("classes").GetInt32(),
                multiLabel: reference.GetProperty("multiLabel").GetBoolean());
            _design = Design.Of(_embeddings, _clips);
        }

        public bool IsMultiLabel => _task.MultiLabel;

        public double Strength => _reference.GetProperty("strength").GetDouble();

        public double Loss => _reference.GetProperty("loss").GetDouble();

        public double[] Weights => [.. _reference.GetProperty("weights").Deserialize<double[][]>()!.SelectMany(row => row)];

        public double[] Biases => _reference.GetProperty("biases").Doubles();

        public RegularisationPath Path(double[] strengths, ProbeOptions options) =>
            LogisticPath.Of(_design, _task, _task.Slots[0], _clips, strengths, options);

        public void Dispose()
        {
            _design.Dispose();
            _embeddings.Dispose();
        }
    }
}
