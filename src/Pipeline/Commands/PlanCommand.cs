using System.CommandLine;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>Shows what a run would do: clips, hours, cached share, disk, time, faults.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var command = new Command("plan", "Shows what a run would do: clips, hours, cached share, disk, time, faults.")
        {
            CommonOptions.File,
            CommonOptions.Only,
            CommonOptions.Encoder,
            CommonOptions.Json,
        };
        command.SetAction((parsed, cancelled) => PlanReport.WriteAsync(CommonOptions.Read(parsed), cancelled));
        return command;
    }
}
