using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Graph;

/// <summary>Joins the encoders of a pipeline file with their inputs. Weights are hashed here and loaded by the run.</summary>
internal static class EncoderRuns
{
    /// <summary>Those that can be joined; why the others cannot goes to <paramref name="faults"/>.</summary>
    public static IReadOnlyList<EncoderRun> Of(PipelineFile file, FaultList faults) =>
        [.. file.Encoders.Select(choice => faults.Try(() => Of(choice, file.Embed))).OfType<EncoderRun>()];

    private static EncoderRun Of(EncoderChoice choice, EmbedSettings embed)
    {
        var entry = EncoderCatalogue.EntryOf(choice.Settings);
        var input = EncoderInput.Of(entry.FrontEnd, entry.SampleRateHz);
        var identity = EncoderCatalogue.Identify(choice.Settings, input.Description) with
        {
            Stored = embed.Storage == EmbeddingStorage.Float16 ? "float16" : null,
        };
        return new EncoderRun(choice, identity, input, (device, sharing) =>
            EncoderCatalogue.Create(choice.Settings, device, Math.Max(1, embed.Threads / sharing)));
    }
}
