using Hares.Ingest.Download;
using Hares.Ingest.Synthesis;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>What is done to the datasets' folders before they are read: synthetic sounds are made, the owners' archives are unpacked.</summary>
internal static class DatasetPreparation
{
    /// <param name="file">The pipeline file.</param>
    /// <param name="say">Is told what takes time, in a line.</param>
    /// <param name="cancelled">Ends the call; what is whole stays.</param>
    public static void Prepare(PipelineFile file, Action<string> say, CancellationToken cancelled)
    {
        if (file.Data.Synthetic) CorpusSynthesizer.Write(file.Data.Root, new SynthesisOptions(), file.Embed.Threads, cancelled);
        foreach (var dataset in file.Tasks.Where(TaskCatalogue.Names.Contains).Select(task => TaskCatalogue.Find(task).Dataset).Distinct())
            OfficialArchives.Prepare(dataset, file.Data.FolderOf(dataset), say, cancelled);
    }
}
