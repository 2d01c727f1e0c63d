using System.Globalization;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Notes;

/// <summary>
/// Notes of six kinds of instruments over two octaves, as one's own CSV with two labels on the same clips: pitch (MIDI number) and instrument.
/// Each split has makes of its own, so a test clip's instrument was never heard in training.
/// </summary>
internal static class NotesCorpus
{
    public const int SampleRateHz = 16_000;
    public const int LowestPitch = 48;
    public const int HighestPitch = 71;

    public static SyntheticCorpus Plan(SynthesisOptions options) => new()
    {
        Name = "notes",
        Folder = "notes",
        Version = 1,
        SampleRateHz = SampleRateHz,
        MetadataPath = "clips.csv",
        MetadataHeader = "path,split,pitch,instrument",
        Clips =
        [
            .. Split(options.Seed, "train", firstMake: 0, makes: (options.ClipsPerClass + 1) / 2),
            .. Split(options.Seed, "valid", firstMake: 1000, makes: 1),
            .. Split(options.Seed, "test", firstMake: 2000, makes: (options.ClipsPerClass + 3) / 4),
        ],
    };

    private static IEnumerable<SyntheticClip> Split(ulong seed, string split, int firstMake, int makes) =>
        from instrument in Instrument.All
        from number in Enumerable.Range(firstMake, makes)
        let make = new InstrumentMake(instrument, new SeededRandom(seed, $"notes/{instrument.Name}/{number}"))
        from pitch in Enumerable.Range(LowestPitch, HighestPitch - LowestPitch + 1)
        select Clip(seed, split, instrument.Name, number, make, pitch);

    private static SyntheticClip Clip(ulong seed, string split, string instrument, int number, InstrumentMake make, int pitch)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instrument}-{number:D4}-{pitch}");
        return new SyntheticClip($"audio/{name}.wav", string.Create(CultureInfo.InvariantCulture, $"audio/{name}.wav,{split},{pitch},{instrument}"),
            () => Note.Render(make, pitch, new SeededRandom(seed, $"notes/{name}")));
    }
}
