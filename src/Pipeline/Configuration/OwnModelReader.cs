using Hares.Embed.Encoders.Own;
using Hares.Features;
using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Configuration;

/// <summary>Reads what an encoder section says of a network of the user's own.</summary>
internal static class OwnModelReader
{
    private const string Waveform = "waveform";
    private const string LogMel = "log-mel";

    private static readonly string[] OwnKeys = ["input", "sampleRate", "frontEnd", "length", "output"];
    private static readonly string[] ArchitectureKeys = ["architecture", "weights", "seed", "dimension", "layer", "mean", "standardDeviation"];

    /// <param name="full">Makes a path full.</param>
    /// <returns>Null where the section names an architecture, or nothing.</returns>
    public static OwnModelSettings? Read(Section section, Func<string, string> full)
    {
        var onnx = section.OptionalText("onnx", "An ONNX file, instead of architecture and weights.");
        var torchScript = section.OptionalText("torchscript", "A TorchScript file, instead of architecture and weights.");
        var input = section.OptionalChoice("input", "What one's own network takes; by default the waveform.", [Waveform, LogMel]) ?? Waveform;
        var rate = section.OptionalInteger("sampleRate", "Rate of the waveform in Hz; by default 16000.", 1_000, 192_000);
        var frontEnd = section.OptionalChoice("frontEnd", "Preset of the log-mel; by default hares.", [.. FrontEnds.All.Select(known => known.Name)]);
        var length = section.OptionalInteger(
            "length", "The only length a TorchScript takes, in samples, or frames of log-mel; by default any.", 1, 100_000_000);
        var output = section.OptionalText("output", "Which of several outputs: its name, or its place from 0 in a TorchScript tuple.");
        if ((onnx ?? torchScript) is not { } path)
        {
            section.Refuse(OwnKeys, "belongs to a network of one's own (onnx, torchscript); an architecture has its own input.");
            return null;
        }

        if (onnx is not null && torchScript is not null) section.Fault("torchscript", "stands beside onnx; an encoder is one network.");
        if (!File.Exists(path = full(path))) section.Fault(onnx is null ? "torchscript" : "onnx", $"there is no file {path}.");
        section.Refuse(ArchitectureKeys, "stands beside a network of one's own, which brings its architecture and weights.");
        if (input == Waveform) section.Refuse(["frontEnd"], "stands beside the input waveform; only log-mel has a front end.");
        else section.Refuse(["sampleRate"], "stands beside the input log-mel; its front end has its own rate.");
        if (onnx is not null) section.Refuse(["length"], "stands beside onnx, which declares its own length; export it with a fixed size.");
        return new OwnModelSettings
        {
            Format = onnx is null ? ModelFormat.TorchScript : ModelFormat.Onnx,
            Path = path,
            FrontEnd = input == LogMel ? frontEnd ?? FrontEnds.Hares.Name : null,
            SampleRateHz = rate ?? 16_000,
            Length = length,
            Output = output,
        };
    }
}
