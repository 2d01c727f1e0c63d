using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Notes;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.NSynth;

/// <summary>
/// A corpus in the layout of NSynth: notes of four seconds, let go after three, in all eleven families at five velocities. An instrument is in one
/// split only.
/// </summary>
internal sealed class NSynthCorpus
{
    public const int SampleRateHz = NotesCorpus.SampleRateHz;
    public const int ClipSamples = 4 * SampleRateHz;

    private const string Name = "nsynth";
    private const int HeldSamples = 3 * SampleRateHz;
    private const int PitchStep = 7;
    private const int InstrumentsOfFamily = 1000;
    private const int MidiPitches = 128;

    private static readonly int[] Velocities = [25, 50, 75, 100, 127];

    private readonly SynthesisOptions _options;

    private NSynthCorpus(SynthesisOptions options) => _options = options;

    public static SyntheticCorpus Plan(SynthesisOptions options) => new NSynthCorpus(options).Plan();

    private SyntheticCorpus Plan()
    {
        (string Split, List<(SyntheticFile Audio, NoteEntry Entry)> Notes)[] splits =
        [
            ("train", [.. Split("train", firstMake: 0, makes: _options.Scaled(4), notes: 6)]),
            ("valid", [.. Split("valid", firstMake: 200, makes: 1, notes: 4)]),
            ("test", [.. Split("test", firstMake: 300, makes: _options.Scaled(2), notes: 4)]),
        ];
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. splits.SelectMany(split => split.Notes.Select(note => note.Audio))],
            Metadata =
            [
                .. splits.Select(split => new SyntheticFile(
                    $"nsynth-{split.Split}/examples.json",
                    () => NoteEntry.Serialize(split.Notes.Select(note => note.Entry))))
            ],
        };
    }

    private IEnumerable<(SyntheticFile Audio, NoteEntry Entry)> Split(string split, int firstMake, int makes, int notes) =>
        from family in Enumerable.Range(0, InstrumentFamily.All.Count)
        where split == "train" || !InstrumentFamily.All[family].IsTrainingOnly
        from number in Enumerable.Range(firstMake, makes)
        from note in Instrument(split, family, number, notes)
        select note;

    private IEnumerable<(SyntheticFile Audio, NoteEntry Entry)> Instrument(string split, int number, int makeNumber, int notes)
    {
        var family = InstrumentFamily.All[number];
        var random = Random($"{family.Name}/{makeNumber}");
        var make = new InstrumentMake(family.Sound, random);
        var source = family.Sources[random.Whole(0, family.Sources.Count - 1)];
        var sourceName = source.ToString().ToLowerInvariant();
        var (instrument, instrumentName) = (number * InstrumentsOfFamily + makeNumber, Invariant($"{family.Name}_{sourceName}_{makeNumber:D3}"));
        var first = random.Whole(0, InstrumentFamily.Pitches - 1);
        for (var i = 0; i < notes; i++)
        {
            var pitch = family.LowestPitch + (first + PitchStep * i) % InstrumentFamily.Pitches;
            var velocity = Velocities[random.Whole(0, Velocities.Length - 1)];
            var name = Invariant($"{instrumentName}-{pitch:D3}-{velocity:D3}");
            yield return (new SyntheticFile($"nsynth-{split}/audio/{name}.wav", () => Render(make, pitch, velocity, Random(name))), new NoteEntry
            {
                Note = instrument * MidiPitches + pitch,
                NoteStr = name,
                Instrument = instrument,
                InstrumentStr = instrumentName,
                Pitch = pitch,
                Velocity = velocity,
                QualitiesStr = NoteEntry.QualitiesOf(make),
                InstrumentFamily = number,
                InstrumentFamilyStr = family.Name,
                InstrumentSource = (int)source,
                InstrumentSourceStr = sourceName,
            });
        }
    }

    private static byte[] Render(InstrumentMake make, int pitch, int velocity, SeededRandom random)
    {
        var samples = new float[ClipSamples];
        var force = velocity / 127.0;
        Note.Play(samples, make, 440 * PortableMath.Exp2((pitch - 69) / 12.0), 0.85 + 0.2 * force, HeldSamples, random);
        Level.Normalize(samples, (0.15 + 0.75 * force) * random.Between(0.6, 1));
        return WavWriter.Encode(samples, SampleRateHz);
    }

    private SeededRandom Random(string name) => new(_options.Seed, $"{Name}/{name}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
