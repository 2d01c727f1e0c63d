using System.CommandLine;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>Trains probes on what is cached and embeds nothing.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var command = new Command("probe", "Trains probes on what is cached and embeds nothing.")
        {
            CommonOptions.File,
            CommonOptions.Only,
            CommonOptions.Encoder,
            CommonOptions.Progress,
            CommonOptions.Json,
        };
        command.SetAction((parsed, cancelled) => PipelineRun.RunAsync(CommonOptions.Read(parsed), RunStages.Probe, cancelled));
        return command;
    }
}
