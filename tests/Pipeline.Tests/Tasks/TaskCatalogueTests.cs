using Hares.Ingest.Datasets.Official;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Tests.Tasks;

public class TaskCatalogueTests
{
    [Fact]
    public void The_twelve_are_those_of_the_paper_in_three_domains() =>
        Assert.Equal([(Domain.Environment, 4), (Domain.Speech, 5), (Domain.Music, 3)],
            TaskCatalogue.All.CountBy(task => task.Domain!.Value).Select(count => (count.Key, count.Value)));

    [Fact]
    public void Two_tasks_are_scored_by_average_precision() =>
        Assert.Equal(["audioset", "magnatagatune"], TaskCatalogue.All.Where(task => task.IsMultiLabel).Select(task => task.Name));

    [Fact]
    public void Every_label_of_a_task_is_one_its_dataset_publishes() =>
        Assert.All(TaskCatalogue.All.Where(task => OfficialDatasets.Names.Contains(task.Dataset)), task =>
            Assert.Subset(OfficialDatasets.Find(task.Dataset).Classes.Keys.ToHashSet(), task.Labels.ToHashSet()));
}
