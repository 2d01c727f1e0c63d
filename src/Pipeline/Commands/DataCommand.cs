using System.CommandLine;

namespace Hares.Pipeline.Commands;

/// <summary>Commands about data: check what is there, make some, get it.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Checks datasets, makes small synthetic ones, or gets the real ones.")
    {
        DataCheckCommand.Create(),
        DataSynthCommand.Create(),
        DataDownloadCommand.Create(),
    };
}
