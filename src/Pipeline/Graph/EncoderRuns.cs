using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Features;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Graph;

/// <summary>Joins the encoders of a pipeline file with their front ends. Weights are hashed here and loaded by the run.</summary>
internal static class EncoderRuns
{
    public static IReadOnlyList<EncoderRun> Of(PipelineFile file) => [.. file.Encoders.Select(choice => Of(choice, file.Embed))];

    private static EncoderRun Of(EncoderChoice choice, EmbedSettings embed)
    {
        var frontEnd = FrontEnds.Named(EncoderCatalogue.Find(choice.Settings.Architecture).FrontEnd);
        // The encoder normalises its own input: the log-mel is shared by encoders that do so differently.
        var logMel = frontEnd with { Normalisation = Normalisation.None };
        var identity = EncoderCatalogue.Identify(choice.Settings, logMel.Description);
        return new EncoderRun(choice, identity, logMel, () => new Embedder(EncoderCatalogue.Create(choice.Settings, embed.Device, embed.Threads), embed.Batch));
    }
}
