using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Tests.Report;

public class BenchmarkScoresTests
{
    [Fact]
    public void Twelve_scores_give_the_mean_of_tasks_and_not_of_domains()
    {
        var scores = BenchmarkScores.Of(TaskCatalogue.All.Select(task => Score(task, task.Domain == Domain.Music ? 1 : 0)));

        Assert.Equal(3 / 12.0, scores.Hares);
        Assert.Equal(new DomainScores(0, 0, 1), scores.Domains);
    }

    [Theory]
    [InlineData("nsynth-pitch")]
    [InlineData("audioset")]
    public void A_task_without_a_score_leaves_its_domain_and_the_whole_open(string failed)
    {
        var scores = BenchmarkScores.Of(TaskCatalogue.All.Select(task => Score(task, task.Name == failed ? null : 0.5)));

        Assert.Null(scores.Hares);
        Assert.Equal(failed == "audioset" ? null : 0.5, scores.Domains.Environment);
        Assert.Equal(0.5, scores.Domains.Speech);
        Assert.Equal(failed == "audioset" ? 0.5 : null, scores.Domains.Music);
    }

    private static TaskResults Score(TaskDefinition task, double? score) => new() { Task = task.Name, Metric = "accuracy", Score = score };
}
