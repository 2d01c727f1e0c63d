using Hares.Ingest.Synthesis.Speech.FluentSpeechCommands;
using Hares.Ingest.Synthesis.Speech.SpeechCommands;
using Hares.Ingest.Synthesis.Speech.VoxCeleb;
using Hares.Ingest.Synthesis.Speech.VoxForge;

namespace Hares.Ingest.Synthesis.Speech;

/// <summary>The corpora of speech, each in the layout of its original.</summary>
internal static class SpeechCorpora
{
    public static IReadOnlyList<SyntheticCorpus> Plan(SynthesisOptions options) =>
    [
        SpeechCommandsCorpus.PlanV1(options),
        SpeechCommandsCorpus.PlanV2(options),
        FluentSpeechCommandsCorpus.Plan(options),
        VoxForgeCorpus.Plan(options),
        VoxCelebCorpus.Plan(options),
    ];
}
