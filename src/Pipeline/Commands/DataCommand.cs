using System.CommandLine;

namespace Hares.Pipeline.Commands;

/// <summary>Commands about data: check what is there, make some.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Checks datasets, or makes small synthetic ones.")
    {
        DataCheckCommand.Create(),
        DataSynthCommand.Create(),
    };
}
