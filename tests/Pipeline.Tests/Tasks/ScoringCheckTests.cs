using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Tasks;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tests.Tasks;

public class ScoringCheckTests
{
    [Theory]
    [InlineData(Metric.Accuracy, "train:a train:b test:a")]
    [InlineData(Metric.Accuracy, "1:a 2:a 1:b 2:b")]
    [InlineData(Metric.MeanAveragePrecision, "train:a train: test:ab")]
    [InlineData(Metric.RocAuc, "train:a train: test:a test:b")]
    [InlineData(Metric.RocAuc, "train:ab train: test:a test:")] // undefined for b, which the mean leaves out
    public void What_can_be_scored_has_no_fault(Metric metric, string clips) => Assert.Null(Fault(metric, clips));

    [Theory]
    [InlineData(Metric.Accuracy, "train: test:", "no clip has a class of kind; fill that column.")]
    [InlineData(Metric.Accuracy, "train:a train:b valid:a", "no clip is in the split test; a score needs some.")]
    [InlineData(Metric.Accuracy, "valid:a test:b", "no clip is in the split train; a probe needs some to learn from.")]
    [InlineData(Metric.Accuracy, "train:a train:b test:", "no clip is in the split test; a score needs some.")] // unlabelled clips take no part
    [InlineData(Metric.Accuracy, "train:b test:a train:b", "the training clips have only one class of kind, \"b\"; a probe needs two to tell apart.")]
    [InlineData(Metric.Accuracy, "1:a 1:b", "its clips with kind are all in one fold; each fold is tested on what the others teach, so name at least two.")]
    [InlineData(Metric.Accuracy, "1:a 1:b 2:b", "the training clips (when fold 1 is tested) have only one class of kind, \"b\"; a probe needs two to tell apart.")]
    [InlineData(Metric.MacroF1, "train:a train:b test:ab test:a", "clip \"2.wav\" has several classes of kind, but macro-f1 needs exactly one a clip; score it by map or roc-auc.")]
    [InlineData(Metric.Accuracy, "train:ab train:ab test:ab", "clip \"0.wav\" and 2 more have several classes of kind, but accuracy needs exactly one a clip; score it by map or roc-auc.")]
    [InlineData(Metric.MeanAveragePrecision, "train:a train:a test:b", "each class of kind is in all or in none of the training clips; a probe has nothing to tell apart.")]
    [InlineData(Metric.MeanAveragePrecision, "train:a train:b test:", "no test clip has a class of kind; map needs one that has.")]
    [InlineData(Metric.RocAuc, "train:a train:b test:a test:a", "each class of kind is in all or in none of the test clips; roc-auc needs clips with a class and clips without.")]
    public void What_cannot_be_scored_is_told_in_a_sentence(Metric metric, string clips, string expected) =>
        Assert.Equal($"Task mine/kind of /nowhere: {expected}", Fault(metric, clips));

    /// <param name="clips">Partition and classes of each, as in "train:ab".</param>
    private static string? Fault(Metric metric, string clips)
    {
        var parts = clips.Split(' ').Select(clip => clip.Split(':')).ToList();
        var values = parts.ConvertAll(part => part[1].Select(letter => letter - 'a').ToArray());
        var dataset = new Dataset
        {
            Name = "mine",
            Root = "/nowhere",
            Clips = [.. parts.Select((_, i) => new Clip($"{i}.wav", $"/nowhere/{i}.wav"))],
            Partitions = parts.ConvertAll(part => part[0]),
            HasFolds = char.IsDigit(clips[0]),
            Labels = new Dictionary<string, LabelColumn>(),
        };
        var definition = new TaskDefinition { Name = "mine/kind", Dataset = "mine", Labels = ["kind"], Metric = metric, Plan = WindowPlan.Consecutive(1) };
        var labelled = Enumerable.Range(0, values.Count).Where(clip => definition.IsMultiLabel || values[clip].Length > 0);
        return ScoringCheck.Fault(new RunTask(definition, dataset, [new LabelColumn("kind", ["a", "b"], values)], [.. labelled], 0));
    }
}
