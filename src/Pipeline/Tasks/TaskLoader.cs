using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Manifests;
using Hares.Ingest.Datasets.Official;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Tasks;

/// <summary>Joins the tasks of a pipeline file with their datasets on disk; a dataset that several tasks share is read once.</summary>
internal sealed class TaskLoader(PipelineFile file)
{
    private readonly Dictionary<string, Dataset> _datasets = [];

    /// <summary>A task and its dataset.</summary>
    /// <exception cref="DatasetException">The dataset is missing or its metadata is unusable; the message is for the user.</exception>
    public RunTask Load(string name) => Join(Define(name));

    /// <summary>What a task of the file asks. Looks at nothing on disk.</summary>
    public TaskDefinition Define(string name)
    {
        if (name.Split('/') is not [var dataset, var task]) return TaskCatalogue.Find(name);
        var settings = file.Datasets[dataset].Tasks[task];
        return new TaskDefinition
        {
            Name = name,
            Dataset = dataset,
            Labels = [settings.Label],
            Metric = settings.Metric,
            Plan = new WindowPlan(settings.WindowSeconds, settings.HopSeconds),
        };
    }

    private RunTask Join(TaskDefinition definition)
    {
        if (!_datasets.TryGetValue(definition.Dataset, out var dataset)) _datasets.Add(definition.Dataset, dataset = Read(definition.Dataset));
        var labels = definition.Labels.Select(label => Column(definition, dataset, label)).ToList();
        var clips = Enumerable.Range(0, dataset.Clips.Count)
            .Where(clip => definition.IsMultiLabel || labels.TrueForAll(label => label.Values[clip].Length > 0))
            .ToList();
        var isPapers = file.Probe.Protocol == "hares";
        var task = new RunTask(definition, dataset, labels, clips, file.Views ?? (isPapers ? definition.Views : 0));
        var mixes = isPapers && task.Views > 0 && definition.Recipe.MixesExamples;
        return mixes ? task with { Partners = new MixingPartners(dataset, task.TrainingClips, file.Seed) } : task;
    }

    private static LabelColumn Column(TaskDefinition task, Dataset dataset, string label) => dataset.Labels.GetValueOrDefault(label)
        ?? throw new DatasetException(
            $"Task {task.Name}: {dataset.Name} has no label column '{label}'; "
            + $"it has {string.Join(", ", dataset.Labels.Keys.Order(StringComparer.Ordinal))}.");

    private Dataset Read(string name)
    {
        if (file.Datasets.TryGetValue(name, out var own)) return CsvManifestReader.Read(name, own.Manifest);
        return OfficialDatasets.Read(name, file.Data.FolderOf(name), file.Data.AllowPartial, file.Data.Splits.GetValueOrDefault(name));
    }
}
