using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hares.Ingest.Audio;
using Hares.Ingest.Datasets.Checks;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Commands;

/// <summary>Looks for what would make a pipeline's scores wrong or impossible: every file is decoded once and hashed.</summary>
internal static class DataCheckCommand
{
    private const int MostShown = 50;

    public static Command Create()
    {
        var command = new Command("check", "Checks the datasets of a pipeline file: files, audio, labels, splits, leaks.")
        {
            CommonOptions.File, CommonOptions.Json, CommonOptions.Verbose,
        };
        command.SetAction((parsed, cancelled) => Task.Run(() =>
        {
            var reports = Check(PipelineReader.Read(parsed.GetRequiredValue(CommonOptions.File)), cancelled);
            Console.Out.Write(parsed.GetValue(CommonOptions.Json) ? ResultsJson.Text(reports) : string.Join('\n', reports.Select(Text)));
            return reports.Any(report => report.HasErrors) ? ExitCode.TaskFailed : ExitCode.Done;
        }, cancelled));
        return command;
    }

    private static List<DatasetReport> Check(PipelineFile file, CancellationToken cancelled)
    {
        var decoder = new AudioDecoder(new AudioDecoderOptions { MaxSeconds = file.Data.MaxClipSeconds });
        var checker = new DatasetChecker(clip => decoder.Decode(clip, cancelled), path => AudioFile.Hash(path, cancelled) ?? default, file.Embed.Threads);
        return [.. new TaskLoader(file).Load()
            .GroupBy(task => task.Dataset)
            .Select(group => checker.Check(group.Key, [.. group.SelectMany(task => task.Labels).Select(label => label.Name)], cancelled))];
    }

    private static string Text(DatasetReport report)
    {
        var counts = report.Partitions.Select(partition => string.Create(CultureInfo.InvariantCulture, $"{partition.Partition} {partition.Clips:N0}"));
        var labels = report.Classes.GroupBy(count => count.Label).Select(label => $"{label.Key} {label.Count()} classes");
        var head = string.Create(CultureInfo.InvariantCulture,
            $"{report.Dataset}: {report.Clips:N0} clips ({string.Join(", ", counts)}), {report.AudioSeconds / 3600:0.00} h, {string.Join(", ", labels)}\n");
        if (report.Findings.Count == 0) return head + "  nothing to complain about\n";

        var lines = report.Findings.Take(MostShown).Select(finding => $"  {Name(finding.Severity)} {Name(finding.Kind)}: {finding.Sentence}\n");
        var rest = report.Findings.Count > MostShown ? $"  and {report.Findings.Count - MostShown} more; --json shows all\n" : "";
        return head + string.Concat(lines) + rest;
    }

    private static string Name<T>(T value) where T : Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
