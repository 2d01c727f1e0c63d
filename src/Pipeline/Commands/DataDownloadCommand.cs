using System.CommandLine;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Download;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Commands;

/// <summary>Gets official datasets, or says what a person has to get where.</summary>
internal static class DataDownloadCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var tasks = new Argument<string[]>("TASKS")
        {
            Description = $"Tasks or datasets, separated by commas or spaces; '{TaskCatalogue.Hares}' for all.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = new Option<string>("--to")
        {
            Description = "Folder that gets a folder for each dataset.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "data",
        };
        var command = new Command("download", "Gets official datasets: fetched, verified, unpacked. Goes on where it was interrupted.")
        {
            tasks, folder,
        };
        command.SetAction((parsed, cancelled) => RunAsync(Datasets(parsed.GetRequiredValue(tasks)), parsed.GetRequiredValue(folder), cancelled));
        return command;
    }

    private static async Task<int> RunAsync(List<DatasetSource> datasets, string folder, CancellationToken cancelled)
    {
        using var http = Downloader.CreateClient();
        var lines = new TransferLines(Console.Error, Interval, TimeProvider.System);
        var isComplete = true;
        foreach (var dataset in datasets)
        {
            var download = new OfficialDownload(
                new Downloader(http, new DownloadOptions(), TimeProvider.System),
                OfficialDatasets.Fault, DiskSpace.AvailableBytes, Console.Error.WriteLine,
                progress => lines.Show(dataset.Name, progress));
            isComplete &= await RunAsync(download, dataset, Path.Join(folder, dataset.Name), cancelled);
        }
        return isComplete ? ExitCode.Done : ExitCode.TaskFailed;
    }

    /// <summary>What one dataset lacks does not keep the others waiting.</summary>
    private static async Task<bool> RunAsync(OfficialDownload download, DatasetSource dataset, string root, CancellationToken cancelled)
    {
        try
        {
            var outcome = await download.RunAsync(dataset, root, cancelled);
            Console.Out.WriteLine(outcome switch
            {
                DownloadOutcome.AlreadyThere => $"{dataset.Name}: nothing to do, all is in {root}",
                DownloadOutcome.Fetched => $"{dataset.Name}: ready in {root}",
                _ => $"{dataset.Name}: not complete in {root}",
            });
            return outcome != DownloadOutcome.Incomplete;
        }
        catch (Exception fault) when (fault is DownloadException or DatasetException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            Console.Out.WriteLine($"{dataset.Name}: not complete in {root}");
            return false;
        }
    }

    private static List<DatasetSource> Datasets(string[] given)
    {
        var names = given.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        return [.. names.SelectMany(name => name == TaskCatalogue.Hares ? SourceCatalogue.Datasets : [Find(name)]).Distinct()];
    }

    private static DatasetSource Find(string name)
    {
        var known = SourceCatalogue.Datasets.Select(dataset => dataset.Name).Union(TaskCatalogue.Names).Append(TaskCatalogue.Hares).ToList();
        return SourceCatalogue.Find(TaskCatalogue.Names.Contains(name) ? TaskCatalogue.Find(name).Dataset : name)
            ?? throw new UsageException($"'{name}' is no official dataset or task{Nearest.Hint(name, known)}");
    }
}
