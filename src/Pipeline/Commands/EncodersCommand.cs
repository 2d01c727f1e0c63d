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
        var command = new Command(
            "encoders",
            "Lists the encoders: name, parameters, embedding size, input, multiply-adds for a second of audio, source.")
        {
            CommonOptions.Json
        };
        command.SetAction(parsed =>
        {
            Console.Out.Write(parsed.GetValue(CommonOptions.Json) ? ResultsJson.Text(EncoderCatalogue.Entries) : Table());
            return ExitCode.Done;
        });
        return command;
    }

    private static string Table() => TextTable.Aligned(
    [
        ["name", "parameters", "embedding", "input", "multiply-adds/s", "source"],
        .. EncoderCatalogue.Entries.Select(entry => (string[])
        [
            entry.Name,
            Each(entry, size => Millions(size.Parameters, "0.0 M")),
            Each(entry, size => $"{size.Dimension}"),
            (entry.FrontEnd is null ? "waveform" : $"{entry.FrontEnd}, {entry.Bands} bands") + $", {entry.SampleRateHz / 1000} kHz",
            Each(entry, size => Millions(size.MultiplyAddsPerSecond, "#,0 M")),
            entry.Source,
        ]),
    ]);

    private static string Each(EncoderEntry entry, Func<EncoderSize, string> text) => string.Join(" or ", entry.Sizes.Select(text));

    private static string Millions(long number, string format) => number == 0 ? "0" : (number / 1e6).ToString(format, CultureInfo.InvariantCulture);
}
