using System.Text.Json.Nodes;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tests.Tasks;

public sealed class TaskLoaderTests : IDisposable
{
    private readonly Workplace _place = new(clips: 12);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Two_tasks_on_one_dataset_share_its_clips()
    {
        var tasks = Load(_ => { });

        Assert.Equal(["tones/pitch", "tones/parity"], tasks.Select(task => task.Name));
        Assert.Same(tasks[0].Dataset, tasks[1].Dataset);
        Assert.Equal((3, 2), (tasks[0].Labels[0].Classes.Count, tasks[1].Labels[0].Classes.Count));
        Assert.All(tasks, task => Assert.False(task.IsPartial));
    }

    [Theory]
    [InlineData("accuracy", 11)] // a clip without the label takes no part
    [InlineData("map", 12)] // where any number of classes may be borne, none is one
    public void Clips_without_the_label_take_part_in_multi_label_tasks_only(string metric, int clips)
    {
        var manifest = Path.Combine(_place.Tones, "clips.csv");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("0000.wav,train,300,even", "0000.wav,train,300,", StringComparison.Ordinal));

        var tasks = Load(pipeline => pipeline["datasets"]!["tones"]!["tasks"]!["parity"]!["metric"] = metric);

        Assert.Equal([12, clips], tasks.Select(task => task.Clips.Count));
    }

    [Fact]
    public void A_label_the_dataset_lacks_is_named_beside_those_it_has()
    {
        var fault = Assert.Throws<DatasetException>(() => Load(pipeline => pipeline["datasets"]!["tones"]!["tasks"]!["parity"]!["label"] = "odd"));

        Assert.Equal("Task tones/parity: tones has no label column 'odd'; it has parity, pitch.", fault.Message);
    }

    [Fact]
    public void Every_metric_has_a_name_that_leads_back_to_it() =>
        Assert.All(Enum.GetValues<Metric>(), metric => Assert.Equal(metric, MetricNames.Parse(MetricNames.Of(metric))));

    [Fact]
    public void Names_of_metrics_are_frozen() => Assert.Equal(["accuracy", "balanced-accuracy", "macro-f1", "map", "roc-auc"], MetricNames.All);

    private IReadOnlyList<RunTask> Load(Action<JsonObject> change)
    {
        var pipeline = Workplace.Pipeline();
        change(pipeline);
        _place.Write(pipeline);
        var file = PipelineReader.Read(_place.FilePath);
        var loader = new TaskLoader(file);
        return [.. file.Tasks.Select(loader.Load)];
    }
}
