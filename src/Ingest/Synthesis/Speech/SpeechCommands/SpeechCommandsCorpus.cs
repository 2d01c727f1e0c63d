using System.Globalization;
using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.Voices;

namespace Hares.Ingest.Synthesis.Speech.SpeechCommands;

/// <summary>
/// A corpus in the layout of Speech Commands v0.02: a folder a word, a second a clip, the speaker in the file's name. As in the original, the lists
/// for validation and testing name all clips of their speakers, and what is in neither is for training; the twelve-class task is tested on a
/// folder of its own, whose words are copies of clips for testing.
/// </summary>
internal sealed class SpeechCommandsCorpus
{
    private const int Rate = FormantSynthesizer.SampleRateHz;
    private const int WordsApart = 5;
    private const int TestsOfClass = 6; // at the default size

    private static readonly string TestSetFolder = SpeechCommandsVersion.V002.TestSetFolder;

    private readonly string _name;
    private readonly SynthesisOptions _options;

    private SpeechCommandsCorpus(string name, SynthesisOptions options) => (_name, _options) = (name, options);

    /// <summary>With most clips for the ten commands, as the 12-class task wants them, and the folder it is tested on.</summary>
    public static SyntheticCorpus PlanV1(SynthesisOptions options)
    {
        var corpus = new SpeechCommandsCorpus("speech-commands-v1", options);
        var recordings = corpus.Plan(train: word => word.IsCommand ? 12 : 2, valid: 1, test: word => word.IsCommand ? TestsOfClass : 1, version: 2);
        return recordings with { Clips = [.. recordings.Clips, .. corpus.TestSet()] };
    }

    /// <summary>All words equally often.</summary>
    public static SyntheticCorpus PlanV2(SynthesisOptions options) =>
        new SpeechCommandsCorpus("speech-commands-v2", options).Plan(train: _ => 8, valid: 1, test: _ => 3, version: 1);

    /// <summary>Plans so many clips of each word at the default size.</summary>
    private SyntheticCorpus Plan(Func<Keyword, int> train, int valid, Func<Keyword, int> test, int version)
    {
        var training = Split(firstSpeaker: 0, _options.Scaled(16), train).ToList();
        var validation = Split(firstSpeaker: 1000, _options.Scaled(4), _ => valid).ToList();
        var testing = Testing(test).ToList();
        return new SyntheticCorpus
        {
            Name = _name,
            Folder = _name,
            Version = version,
            Clips = [.. training, .. validation, .. testing, .. BackgroundNoise.Files(_options.Seed, _name)],
            Metadata =
            [
                SyntheticFile.OfLines("validation_list.txt", validation.Select(clip => clip.Path).Order(StringComparer.Ordinal)),
                SyntheticFile.OfLines("testing_list.txt", testing.Select(clip => clip.Path).Order(StringComparer.Ordinal)),
            ],
        };
    }

    /// <summary>Twelve classes, all equally often: the commands, other words, and seconds of noise.</summary>
    private IEnumerable<SyntheticFile> TestSet()
    {
        var count = _options.Scaled(TestsOfClass);
        var commands = Testing(word => word.IsCommand ? TestsOfClass : 0).Select(clip => clip with { Path = $"{TestSetFolder}/{clip.Path}" });
        var unknown = Testing(word => word.IsCommand ? 0 : 1).ToList();
        return
        [
            .. commands,
            .. Enumerable.Range(0, count).Select(i => unknown[i * unknown.Count / count] with { Path = $"{TestSetFolder}/_unknown_/{i}.wav" }),
            .. Enumerable.Range(0, count)
                .Select(i => BackgroundNoise.Second(_options.Seed, _name, i)
                    with { Path = $"{TestSetFolder}/_silence_/{i}.wav" }),
        ];
    }

    private IEnumerable<SyntheticFile> Testing(Func<Keyword, int> takes) => Split(firstSpeaker: 2000, _options.Scaled(8), takes);

    private IEnumerable<SyntheticFile> Split(int firstSpeaker, int speakers, Func<Keyword, int> takes) =>
        from word in Keyword.All.Index()
        where takes(word.Item) > 0
        from take in Enumerable.Range(0, _options.Scaled(takes(word.Item)))
        select Clip(word.Item, firstSpeaker + (WordsApart * word.Index + take) % speakers, repetition: take / speakers);

    private SyntheticFile Clip(Keyword word, int speaker, int repetition)
    {
        var id = SpeakerId(speaker);
        var path = string.Create(CultureInfo.InvariantCulture, $"{word.Word}/{id}_nohash_{repetition}.wav");
        return new SyntheticFile(
            path,
            () => Render(word, new SeededRandom(_options.Seed, $"{_name}/{id}"), new SeededRandom(_options.Seed, $"{_name}/{path}")));
    }

    /// <summary>Eight hexadecimal digits, random but for the last three, which keep speakers apart.</summary>
    private string SpeakerId(int speaker) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{new SeededRandom(_options.Seed, $"{_name}/{speaker}").Text("0123456789abcdef", 5)}{speaker:x3}");

    /// <summary>A word somewhere in its second; some recordings end early.</summary>
    private static byte[] Render(Keyword word, SeededRandom who, SeededRandom take)
    {
        var (speaker, microphone) = (Speaker.Draw(who), Microphone.Draw(who));
        var speech = Voice.Say(speaker, Transcription.Parse(word.Ipa), Rhythm.SingleWords, take);
        var samples = take.Chance(0.1) ? take.Whole(Math.Min(speech.Length, Rate - 1), Rate) : Rate;
        var start = take.Whole(0, Math.Max(0, samples - speech.Length));
        return WavWriter.Encode(microphone.Record(speech, start, samples, take), Rate);
    }
}
