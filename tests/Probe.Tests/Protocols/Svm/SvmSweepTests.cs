using System.Text.Json;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Svm;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Svm;

[Collection("native")]
public class SvmSweepTests
{
    private static readonly JsonElement Reference = Golden.Read("linear-svc.json");

    [Theory]
    [InlineData("tall")]
    [InlineData("wide")]
    [InlineData("costly")]
    public void Finds_scikit_learns_solution(string name)
    {
        var expected = Reference.GetProperty(name);
        using var embeddings = Some.Matrix(expected.GetProperty("embeddings").Floats());
        var task = Some.TaskOf(embeddings, expected.GetProperty("labels").Integers(), expected.GetProperty("classes").GetInt32());
        int[] clips = [.. Enumerable.Range(0, embeddings.Rows)];
        double cost = expected.GetProperty("cost").GetDouble();
        using var sweep = new SvmSweep(task, clips, [cost / 10, cost], tolerance: 1e-6, maxIterations: 1_000);

        var fit = sweep.Fit(fold: 0, seed: 0, [1], TestContext.Current.CancellationToken);

        double loss = expected.GetProperty("loss").GetDouble();
        Assert.True(fit.Reports[0].Converged);
        Assert.Equal(loss, fit.Reports[0].Loss, 1e-5 * loss);
        var decisions = ClipScorer.Score(task, fit.Slots[0], clips, TestContext.Current.CancellationToken);
        foreach (var (row, found) in expected.GetProperty("decisions").Floats().Zip(decisions))
            Assert.All(row.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
    }
}
