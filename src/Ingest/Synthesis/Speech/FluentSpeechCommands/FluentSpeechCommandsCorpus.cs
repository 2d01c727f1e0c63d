using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.Voices;

namespace Hares.Ingest.Synthesis.Speech.FluentSpeechCommands;

/// <summary>
/// A corpus in the layout of Fluent Speech Commands: all 31 intents in several wordings, a CSV file a split, a folder a speaker. As in the original,
/// every split has the same sentences and speakers of its own.
/// </summary>
internal sealed class FluentSpeechCommandsCorpus
{
    private const string Name = "fluent-speech-commands";
    private const int Rate = FormantSynthesizer.SampleRateHz;
    private const int CommandsApart = 5;
    private const string Hexadecimal = "0123456789abcdef";
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly SynthesisOptions _options;

    private FluentSpeechCommandsCorpus(SynthesisOptions options) => _options = options;

    public static SyntheticCorpus Plan(SynthesisOptions options) => new FluentSpeechCommandsCorpus(options).Plan();

    private SyntheticCorpus Plan()
    {
        var train = Split("train", speakers: _options.Scaled(16), takes: _options.Scaled(7)).ToList();
        var valid = Split("valid", speakers: _options.Scaled(3), takes: _options.Scaled(1)).ToList();
        var test = Split("test", speakers: _options.Scaled(6), takes: _options.Scaled(2)).ToList();
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. train.Concat(valid).Concat(test).Select(clip => clip.Audio)],
            Metadata =
            [
                Table("data/train_data.csv", train), Table("data/valid_data.csv", valid), Table("data/test_data.csv", test),
                SyntheticFile.OfLines(
                    "data/speaker_demographics.csv",
                    train.Concat(valid).Concat(test).Select(clip => clip.Speaker).Distinct().Select(Demographics)
                        .Prepend(
                            "speakerId,Self-reported fluency level ,First Language spoken,Current language used for work/school,gender,ageRange")),
            ],
        };
    }

    private static SyntheticFile Table(string path, IEnumerable<(SyntheticFile Audio, string Speaker, string Row)> clips) =>
        SyntheticFile.OfLines(
            path,
            clips.Select((clip, i) => string.Create(CultureInfo.InvariantCulture, $"{i},{clip.Row}"))
                .Prepend(",path,speakerId,transcription,action,object,location"));

    private IEnumerable<(SyntheticFile Audio, string Speaker, string Row)> Split(string split, int speakers, int takes)
    {
        string[] ids =
        [
            .. Enumerable.Range(0, speakers)
                .Select(i => Random(string.Create(CultureInfo.InvariantCulture, $"{split}/{i}")).Text(Alphanumeric, 16)),
        ];
        return from command in Command.All.Index()
               from take in Enumerable.Range(0, takes)
               select Clip(command.Item, ids[(CommandsApart * command.Index + take) % speakers], split, take);
    }

    private (SyntheticFile Audio, string Speaker, string Row) Clip(Command command, string speaker, string split, int take)
    {
        var wording = command.Wordings[take % command.Wordings.Count];
        var key = string.Create(CultureInfo.InvariantCulture, $"{split}/{command.Action}/{command.Object}/{command.Location}/{take}");
        var path = $"wavs/speakers/{speaker}/{FileName(Random(key))}.wav";
        return (new SyntheticFile(path, () => Render(wording, Random(speaker), Random(path))), speaker,
            $"{path},{speaker},{wording},{command.Action},{command.Object},{command.Location}");
    }

    /// <summary>A file name in the form of a UUID.</summary>
    private static string FileName(SeededRandom random) =>
        string.Join('-', ((int[])[8, 4, 4, 4, 12]).Select(digits => random.Text(Hexadecimal, digits)));

    private string Demographics(string speaker) =>
        $"{speaker},native,English (United States),English (United States),{(Speaker.Draw(Random(speaker)).IsFemale ? "female" : "male")},22-40";

    private SeededRandom Random(string name) => new(_options.Seed, $"{Name}/{name}");

    private static byte[] Render(string wording, SeededRandom who, SeededRandom take)
    {
        var (speaker, microphone) = (Speaker.Draw(who), Microphone.DrawHeadset(who));
        var speech = Voice.Say(speaker, Transcription.Parse(EnglishLexicon.Transcribe(wording)), Rhythm.English, take);
        int before = (int)(take.Between(0.05, 0.4) * Rate), after = (int)(take.Between(0.05, 0.4) * Rate);
        return WavWriter.Encode(microphone.Record(speech, before, before + speech.Length + after, take), Rate);
    }
}
