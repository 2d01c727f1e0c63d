using System.Text.Json;
using Hares.Ingest.Synthesis.Notes;

namespace Hares.Ingest.Synthesis.NSynth;

/// <summary>A note as examples.json describes it, with all keys of the original.</summary>
internal sealed record NoteEntry
{
    private static readonly string[] AllQualities =
        ["bright", "dark", "distortion", "fast_decay", "long_release", "multiphonic", "nonlinear_env", "percussive", "reverb", "tempo-synced"];

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required int Note { get; init; }
    public required string NoteStr { get; init; }
    public required int Instrument { get; init; }
    public required string InstrumentStr { get; init; }
    public required int Pitch { get; init; }
    public required int Velocity { get; init; }
    public int SampleRate => NSynthCorpus.SampleRateHz;
    public IReadOnlyList<int> Qualities => [.. AllQualities.Select(quality => QualitiesStr.Contains(quality) ? 1 : 0)];
    public required IReadOnlyList<string> QualitiesStr { get; init; }
    public required int InstrumentFamily { get; init; }
    public required string InstrumentFamilyStr { get; init; }
    public required int InstrumentSource { get; init; }
    public required string InstrumentSourceStr { get; init; }

    /// <summary>The qualities that can be heard in an instrument's sound, in the order of the original's list.</summary>
    public static IReadOnlyList<string> QualitiesOf(InstrumentMake make)
    {
        List<string> qualities = [];
        var upper = make.PartialAmplitudes[4] / make.PartialAmplitudes[0];
        if (upper > 0.4) qualities.Add("bright");
        if (upper < 0.05) qualities.Add("dark");
        if (make.HalfLifeSeconds < 0.3) qualities.Add("fast_decay");
        if (make.AttackSeconds < 0.005 && make.HalfLifeSeconds < 0.6) qualities.Add("percussive");
        if (make.Reverb > 0.25) qualities.Add("reverb");
        return qualities;
    }

    /// <summary>The bytes of an examples.json.</summary>
    public static byte[] Serialize(IEnumerable<NoteEntry> notes) =>
        JsonSerializer.SerializeToUtf8Bytes(notes.ToDictionary(note => note.NoteStr), Json);
}
