using System.CommandLine;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>Runs everything the file says, reusing what is cached.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Runs everything the file says, reusing what is cached.")
        {
            CommonOptions.File,
            CommonOptions.Only,
            CommonOptions.Encoder,
            CommonOptions.Progress,
            CommonOptions.Json,
        };
        command.SetAction((parsed, cancelled) => PipelineRun.RunAsync(CommonOptions.Read(parsed), RunStages.EmbedAndProbe, cancelled));
        return command;
    }
}
