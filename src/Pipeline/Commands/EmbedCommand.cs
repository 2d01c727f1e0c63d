using System.CommandLine;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>Fills the cache and trains no probes.</summary>
internal static class EmbedCommand
{
    public static Command Create()
    {
        var command = new Command("embed", "Fills the cache and trains no probes.")
        {
            CommonOptions.File,
            CommonOptions.Only,
            CommonOptions.Encoder,
            CommonOptions.Progress,
            CommonOptions.Json,
        };
        command.SetAction((parsed, cancelled) => PipelineRun.RunAsync(CommonOptions.Read(parsed), RunStages.Embed, cancelled));
        return command;
    }
}
