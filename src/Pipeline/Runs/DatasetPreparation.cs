using System.Globalization;
using Hares.Ingest.Datasets;
using Hares.Ingest.Download;
using Hares.Ingest.Synthesis;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>What is done to the datasets' folders before they are read: synthetic sounds are made, the owners' archives are unpacked.</summary>
internal sealed class DatasetPreparation(PipelineFile file)
{
    private static readonly SynthesisOptions Synthetic = new();

    /// <summary>Datasets of the file that <see cref="Prepare"/> would do something to, and what. Changes nothing.</summary>
    /// <exception cref="DatasetException">Synthetic sounds cannot be made in data.root, where something else lies.</exception>
    public IReadOnlyDictionary<string, string> Awaited()
    {
        var unfinished = file.Data.Synthetic ? CorpusSynthesizer.Unfinished(file.Data.Root, Synthetic) : [];
        var awaited = new Dictionary<string, string>();
        foreach (var (name, folder) in Folders())
            if (unfinished.Contains(Path.GetFullPath(folder))) awaited.Add(name, "its sounds are made");
            else if (OfficialArchives.Waiting(name, folder) is > 0 and var waiting) awaited.Add(name, Waiting(waiting, folder));
        return awaited;
    }

    /// <summary>
    /// Makes and unpacks what is wanted, and gives the datasets with archives that cannot be unpacked, and why; the others are ready.
    /// </summary>
    /// <param name="say">Is told what takes time, in a line.</param>
    /// <param name="cancelled">Ends the call; what is whole stays.</param>
    /// <exception cref="DatasetException">Synthetic sounds cannot be made in data.root.</exception>
    public IReadOnlyDictionary<string, string> Prepare(Action<string> say, CancellationToken cancelled)
    {
        if (file.Data.Synthetic) CorpusSynthesizer.Write(file.Data.Root, Synthetic, file.Embed.Threads, say, cancelled);
        var damaged = new Dictionary<string, string>();
        foreach (var (name, folder) in Folders())
        {
            try
            {
                OfficialArchives.Prepare(name, folder, say, cancelled);
            }
            catch (DatasetException fault)
            {
                damaged.Add(name, fault.Message);
            }
        }
        return damaged;
    }

    private IEnumerable<(string Name, string Folder)> Folders() =>
        file.Tasks.Select(task => task.Split('/') is [var own, _] ? own : TaskCatalogue.Find(task).Dataset).Distinct()
            .Select(name => (name, file.Datasets.TryGetValue(name, out var own) ? own.Root : file.Data.FolderOf(name)));

    private static string Waiting(int archives, string folder) => archives == 1
        ? $"an archive in {folder} is unpacked"
        : string.Create(CultureInfo.InvariantCulture, $"{archives:N0} archives in {folder} are unpacked");
}
