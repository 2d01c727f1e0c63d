using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Graph;

/// <summary>Joins the encoders of a pipeline file with their inputs. Weights are hashed here and loaded by the run.</summary>
internal static class EncoderRuns
{
    public static IReadOnlyList<EncoderRun> Of(PipelineFile file) => [.. file.Encoders.Select(choice => Of(choice, file.Embed))];

    /// <summary>For <c>plan</c>: finds what would keep a run from loading the networks that have something to embed.</summary>
    /// <exception cref="EncoderException">Weights that do not fit, or no such device.</exception>
    public static void Check(EmbeddingPlan plan, EmbedSettings embed)
    {
        foreach (var encoder in plan.Sets.Where(set => set.Planned > 0).Select(set => set.Encoder).Distinct())
            EncoderCatalogue.Check(encoder.Settings, embed.Device);
    }

    private static EncoderRun Of(EncoderChoice choice, EmbedSettings embed)
    {
        var entry = EncoderCatalogue.EntryOf(choice.Settings);
        var input = EncoderInput.Of(entry.FrontEnd, entry.SampleRateHz);
        var identity = EncoderCatalogue.Identify(choice.Settings, input.Description) with
        {
            Stored = embed.Storage == EmbeddingStorage.Float16 ? "float16" : null,
        };
        return new EncoderRun(choice, identity, input, () =>
            new Embedder(EncoderCatalogue.Create(choice.Settings, embed.Device, embed.Threads), embed.Batch, embed.Storage));
    }
}
