using System.CommandLine;
using System.Numerics.Tensors;
using Hares.Features;
using Hares.Features.Export;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Commands;

/// <summary>Shows what an encoder sees of an audio file: its log-mel, as numbers or as a picture.</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var audio = new Argument<string>("AUDIO") { Description = "The audio file." };
        var preset = new Option<string>("--preset")
        {
            Description = $"Front end: {string.Join(", ", FrontEnds.All.Select(frontEnd => frontEnd.Name))}.",
            DefaultValueFactory = _ => FrontEnds.Hares.Name,
        };
        var output = new Option<string>("--out")
        {
            Description = "File to write, .npy (float32, frames x bands) or .png (a labelled picture).",
            Required = true
        };
        var command = new Command("features", "Writes the log-mel of an audio file.") { audio, preset, output };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(audio), parsed.GetRequiredValue(preset), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Write(string audio, string preset, string output)
    {
        var known = FrontEnds.All.Select(frontEnd => frontEnd.Name).ToList();
        if (!known.Contains(preset)) throw new UsageException($"--preset: there is no front end '{preset}'{Nearest.Hint(preset, known)}");
        if (Path.GetExtension(output) is not (".npy" or ".png")) throw new UsageException($"--out: {output} ends neither in .npy nor in .png.");
        OutputFolder.Require(output);

        var frontEnd = FrontEnds.Named(preset);
        var result = new AudioDecoder(new AudioDecoderOptions { MaxSeconds = 24 * 3600 }).Decode(new Clip(audio, Path.GetFullPath(audio)));
        if (result is not Decoded decoded) throw new UsageException(((Skipped)result).Detail);

        var options = frontEnd.LogMel;
        using var samples = new Resampler(decoded.SampleRateHz, options.SampleRateHz).Resample(decoded.Samples);
        var extractor = new LogMel(options);
        var frames = extractor.Frames(samples.Length);
        if (frames == 0) throw new UsageException($"{audio}: {samples.Length} samples are too short for one frame of front end '{preset}'.");
        var logMel = new float[frames * options.Bands];
        extractor.Compute(samples.Span, logMel);
        frontEnd.Normalisation.Apply(logMel);
        if (!Array.TrueForAll(logMel, float.IsFinite))
        {
            var loudest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(samples.Span));
            throw new UsageException(
                $"{audio} is so loud that its log-mel overflows (samples up to {loudest:G2}, where full scale is 1); scale it down.");
        }

        AtomicFile.Write(output, stream =>
        {
            if (Path.GetExtension(output) == ".npy") NpyWriter.Write(stream, logMel, frames, options.Bands);
            else SpectrogramPicture.Write(stream, logMel, frontEnd, Path.GetFileName(audio));
        });
        Console.Out.WriteLine($"{output}: {Counted.Of(frames, "frame")} x {options.Bands} bands, front end {preset}");
        return ExitCode.Done;
    }
}
