using System.CommandLine;
using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Checks;
using Hares.Ingest.Datasets.Official;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Report;
using Hares.Pipeline.Runs;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Commands;

/// <summary>Looks for what would make a pipeline's scores wrong or impossible: every clip is decoded once.</summary>
internal static class DataCheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Checks the datasets of a pipeline file: files, audio, labels, splits, leaks.")
        {
            CommonOptions.File, CommonOptions.Json,
        };
        command.SetAction((parsed, cancelled) => Task.Run(() =>
        {
            var reports = Check(PipelineReader.Read(parsed.GetRequiredValue(CommonOptions.File)), cancelled);
            Console.Out.Write(parsed.GetValue(CommonOptions.Json) ? ResultsJson.Text(reports) : DataCheckTable.Text(reports));
            return reports.Any(report => report.HasErrors) ? ExitCode.TaskFailed : ExitCode.Done;
        }, cancelled));
        return command;
    }

    /// <summary>
    /// One report a dataset, those that cannot be read last and by task: what a run would stop for is told here, and the rest is checked.
    /// </summary>
    private static List<DatasetReport> Check(PipelineFile file, CancellationToken cancelled)
    {
        var damaged = new DatasetPreparation(file).Prepare(Console.Error.WriteLine, cancelled);
        var decoder = new AudioDecoder(new AudioDecoderOptions { MaxSeconds = file.Data.MaxClipSeconds });
        var checker = new DatasetChecker(
            clip => decoder.Decode(clip, cancelled),
            path => decoder.TryInspect(path, out var header, out _, cancelled) ? header.Channels : null,
            file.Embed.Threads);

        List<DatasetReport> unreadable = [];
        List<RunTask> tasks = [];
        var loader = new TaskLoader(file with { Data = file.Data with { AllowPartial = true } });
        foreach (var name in file.Tasks)
        {
            try
            {
                tasks.Add(loader.Load(name));
            }
            catch (DatasetException e)
            {
                unreadable.Add(DatasetReport.Unreadable(name, damaged.GetValueOrDefault(loader.Define(name).Dataset) ?? e.Message));
            }
        }
        return
        [
            .. tasks.GroupBy(task => task.Dataset.Name).Select(group => With(Obstacles(group, damaged.GetValueOrDefault(group.Key)), checker.Check(
                group.First().Dataset,
                [.. group.SelectMany(task => task.Labels).Select(label => label.Name)],
                file.Datasets.ContainsKey(group.Key) ? null : OfficialDatasets.Find(group.Key),
                file.Data.AllowPartial,
                cancelled))),
            .. unreadable,
        ];
    }

    /// <summary>What a run would refuse a dataset's tasks for, although the dataset can be read.</summary>
    private static IEnumerable<Finding> Obstacles(IEnumerable<RunTask> tasks, string? damage)
    {
        if (damage is not null) yield return new Finding(FindingKind.DamagedArchive, FindingSeverity.Error, null, damage, Clips: 0);
        foreach (var fault in tasks.Select(ScoringCheck.Fault).OfType<string>())
            yield return new Finding(FindingKind.Unscorable, FindingSeverity.Error, null, fault, Clips: 0);
    }

    private static DatasetReport With(IEnumerable<Finding> findings, DatasetReport report) =>
        report with { Findings = [.. findings, .. report.Findings] };
}
