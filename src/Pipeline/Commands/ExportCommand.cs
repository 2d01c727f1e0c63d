using System.CommandLine;
using Hares.Embed.Encoders;
using Hares.Pipeline.Report;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>
/// Writes the weights of a pipeline's encoder as safetensors, whatever format and names they came in. What weights depend on (architecture, size,
/// file or seed) stands in the pipeline file already, so no option repeats it.
/// </summary>
internal static class ExportCommand
{
    private const string Extension = ".safetensors";

    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "File to write, .safetensors.", Required = true };
        var command = new Command("export", "Writes the weights of an encoder of the file as safetensors.")
        {
            CommonOptions.File, CommonOptions.Encoder, output,
        };
        command.SetAction(parsed => Export(CommonOptions.Read(parsed), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Export(RunOptions options, string output)
    {
        if (Path.GetExtension(output) != Extension) throw new UsageException($"--out: {output} does not end in {Extension}.");
        OutputFolder.Require(output);
        if (options.Encoders is not [_]) throw new UsageException("--encoder: name the one encoder whose weights to write.");
        var encoder = RunInputs.Read(options).Encoders.Single();
        var tensors = EncoderCatalogue.Export(encoder.Settings, output);
        Console.Out.WriteLine($"{output}: {Counted.Of(tensors, "tensor")} of encoder {encoder.Name}");
        return ExitCode.Done;
    }
}
