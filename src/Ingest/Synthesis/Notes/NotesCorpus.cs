using System.Globalization;
using Hares.Ingest.Numerics;

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

    public static SyntheticCorpus Plan(SynthesisOptions options)
    {
        List<(SyntheticFile Audio, string Row)> clips =
        [
            .. Split(options.Seed, "train", firstMake: 0, makes: (options.ClipsPerClass + 1) / 2),
            .. Split(options.Seed, "valid", firstMake: 1000, makes: 1),
            .. Split(options.Seed, "test", firstMake: 2000, makes: (options.ClipsPerClass + 3) / 4),
        ];
        return new SyntheticCorpus
        {
            Name = "notes",
            Folder = "notes",
            Version = 1,
            Clips = [.. clips.Select(clip => clip.Audio)],
            Metadata = [SyntheticFile.OfLines("clips.csv", clips.Select(clip => clip.Row).Prepend("path,split,pitch,instrument"))],
        };
    }

    private static IEnumerable<(SyntheticFile Audio, string Row)> Split(ulong seed, string split, int firstMake, int makes) =>
        from instrument in Instrument.All
        from number in Enumerable.Range(firstMake, makes)
        let make = new InstrumentMake(instrument, new SeededRandom(seed, $"notes/{instrument.Name}/{number}"))
        from pitch in Enumerable.Range(LowestPitch, HighestPitch - LowestPitch + 1)
        select Clip(seed, split, instrument.Name, number, make, pitch);

    private static (SyntheticFile Audio, string Row) Clip(ulong seed, string split, string instrument, int number, InstrumentMake make, int pitch)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instrument}-{number:D4}-{pitch}");
        return (
            new SyntheticFile(
                $"audio/{name}.wav",
                () => WavWriter.Encode(Note.Render(make, pitch, new SeededRandom(seed, $"notes/{name}")), SampleRateHz)),
            string.Create(CultureInfo.InvariantCulture, $"audio/{name}.wav,{split},{pitch},{instrument}"));
    }
}
