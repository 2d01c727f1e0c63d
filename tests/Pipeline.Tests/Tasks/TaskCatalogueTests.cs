using Hares.Ingest.Datasets.Official;
using Hares.Pipeline.Tasks;
using Hares.Probe;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tests.Tasks;

public class TaskCatalogueTests
{
    [Fact]
    public void The_twelve_are_those_of_the_paper_in_three_domains() =>
        Assert.Equal([(Domain.Environment, 4), (Domain.Speech, 5), (Domain.Music, 3)],
            TaskCatalogue.All.CountBy(task => task.Domain!.Value).Select(count => (count.Key, count.Value)));

    /// <summary>
    /// Sections 2.1 and 4 (table 1) and appendix A of arXiv 2111.12124 v2, row by row. "3s-x10": ten windows of 3 s spread evenly, otherwise
    /// consecutive ones without overlap. Of Fluent Speech Commands the three slots are asked, whose combinations make the paper's 31 classes.
    /// </summary>
    [Theory]
    [InlineData("audioset", "Environment", Metric.MeanAveragePrecision, "sound 527", "3s-x10", 200_000, 128, 512, true, 0, 0)]
    [InlineData("birdsong", "Environment", Metric.Accuracy, "bird 2", "1s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("tut18", "Environment", Metric.Accuracy, "scene 10", "5s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("esc-50", "Environment", Metric.Accuracy, "category 50", "5s", 0, 0, 0, false, 7, 10)]
    [InlineData("speech-commands-v1", "Speech", Metric.Accuracy, "word 12", "1s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("speech-commands-v2", "Speech", Metric.Accuracy, "word 35", "1s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("fluent-speech-commands", "Speech", Metric.Accuracy, "action 6, object 14, location 4", "3s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("voxforge", "Speech", Metric.Accuracy, "language 6", "3s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("voxceleb", "Speech", Metric.Accuracy, "speaker 1251", "3s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("nsynth-instrument", "Music", Metric.Accuracy, "instrument 11", "4s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("nsynth-pitch", "Music", Metric.Accuracy, "pitch 128", "1s", 400_000, 64, 0, false, 0, 0)]
    [InlineData("magnatagatune", "Music", Metric.MeanAveragePrecision, "tag 50", "3s", 20_000, 128, 0, false, 0, 0)]
    public void Each_task_is_probed_as_the_paper_does(
        string name, string domain, Metric metric, string classes, string windows,
        int steps, int batch, int hidden, bool mixes, int svmCosts, int views)
    {
        var task = TaskCatalogue.Find(name);
        var dataset = OfficialDatasets.Find(task.Dataset);

        Assert.Equal(((string?)domain, metric, windows, views), (task.Domain.ToString(), task.Metric, task.Plan.ToString(), task.Views));
        Assert.Equal(classes, string.Join(", ", task.Labels.Select(label => $"{label} {dataset.Classes[label]}")));
        Assert.Equal((hidden, mixes, svmCosts), (task.Recipe.HiddenUnits, task.Recipe.MixesExamples, task.Recipe.SvmCosts.Count));
        if (svmCosts == 0) Assert.Equal((steps, batch, 5_000), (task.Recipe.Steps, task.Recipe.BatchSize, task.Recipe.WarmUpSteps));
    }

    [Fact]
    public void What_all_tasks_have_in_common_is_the_papers_too()
    {
        Assert.Equal(("hares", 2e-4), (new ProbeOptions().Protocol, new ProbeOptions().LearningRate));
        Assert.Equal([3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2], TaskCatalogue.Find("esc-50").Recipe.SvmCosts);
        Assert.Equal(12, TaskCatalogue.Names.Count);
    }

    [Fact]
    public void Two_tasks_are_scored_by_average_precision() =>
        Assert.Equal(["audioset", "magnatagatune"], TaskCatalogue.All.Where(task => task.IsMultiLabel).Select(task => task.Name));

    [Fact]
    public void Every_label_of_a_task_is_one_its_dataset_publishes() =>
        Assert.All(TaskCatalogue.All.Where(task => OfficialDatasets.Names.Contains(task.Dataset)), task =>
            Assert.Subset(OfficialDatasets.Find(task.Dataset).Classes.Keys.ToHashSet(), task.Labels.ToHashSet()));
}
