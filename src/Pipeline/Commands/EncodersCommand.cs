using System.CommandLine;
using System.Globalization;
using Hares.Embed.Encoders;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Commands;

/// <summary>Lists the encoders a pipeline file may name. Loads no tensor library.</summary>
internal static class EncodersCommand
{
    public static Command Create()
    {
        var command = new Command("encoders", "Lists the encoders: name, parameters, embedding size, input, multiply-adds for a second of audio, source.") { CommonOptions.Json };
        command.SetAction(parsed =>
        {
            Console.Out.Write(parsed.GetValue(CommonOptions.Json) ? ResultsJson.Text(EncoderCatalogue.Entries) : Table());
            return ExitCode.Done;
        });
        return command;
    }

    private static string Table() => TextTable.Aligned(
    [
        ["name", "embedding", "parameters", "input", "multiply-adds/s", "source"],
        .. EncoderCatalogue.Entries.Select(entry => (string[])
        [
            entry.Name,
            string.Join(" or ", entry.Sizes.Select(size => size.Dimension)),
            string.Join(" or ", entry.Sizes.Select(size => size.Parameters.ToString("N0", CultureInfo.InvariantCulture))),
            (entry.FrontEnd is null ? "waveform" : $"log-mel {entry.FrontEnd}, {entry.Bands} bands") + $", {entry.SampleRateHz / 1000} kHz",
            string.Join(" or ", entry.Sizes.Select(size => (size.MultiplyAddsPerSecond / 1e6).ToString("#,0 M", CultureInfo.InvariantCulture))),
            entry.Source,
        ]),
    ]);
}
