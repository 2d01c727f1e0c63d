using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Languages;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.Voices;

namespace Hares.Ingest.Synthesis.Speech.VoxForge;

/// <summary>
/// A corpus in the layout of VoxForge: a folder a language, an archive a submission, in it the speaker's notes and recordings of about three
/// seconds. Its splits are made by speaker.
/// </summary>
internal sealed class VoxForgeCorpus
{
    private const string Name = "voxforge";
    private const int Rate = FormantSynthesizer.SampleRateHz;
    private const double MinSeconds = 3;
    private const double SyllablesPerSecond = 4.2;

    private static readonly DateOnly FirstDay = new(2007, 1, 1);
    private static readonly DateOnly LastDay = new(2019, 12, 31);

    private readonly SynthesisOptions _options;

    private VoxForgeCorpus(SynthesisOptions options) => _options = options;

    public static SyntheticCorpus Plan(SynthesisOptions options) => new VoxForgeCorpus(options).Plan();

    private SyntheticCorpus Plan() => new()
    {
        Name = Name,
        Folder = Name,
        Version = 1,
        Clips = [.. Community.All.SelectMany(group => group.Members.Select(member => Archive(group.Language, member)))],
        Metadata = [],
    };

    private SyntheticFile Archive(Language language, string member)
    {
        var random = Random($"{language.Code}/{member}");
        var date = FirstDay.AddDays(random.Whole(0, LastDay.DayNumber - FirstDay.DayNumber));
        var name = string.Create(CultureInfo.InvariantCulture, $"{member}-{date:yyyyMMdd}-{random.Text("abcdefghijklmnopqrstuvwxyz", 3)}");
        var path = $"{language.Code}/{name}.tgz";
        return new SyntheticFile(path, () => Render(language, path, name, date));
    }

    private byte[] Render(Language language, string path, string name, DateOnly date)
    {
        var who = Random(path);
        var (speaker, microphone) = (Speaker.Draw(who), Microphone.DrawHeadset(who));
        List<(string Path, byte[] Content)> recordings = [];
        List<string> prompts = [];
        for (var i = 1; i <= _options.Scaled(4); i++)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{language.Code}-{i:D4}");
            var take = Random($"{path}/{file}");
            var sentence = language.Sentence((int)(take.Between(MinSeconds, MinSeconds + 0.4) * SyllablesPerSecond * speaker.Rate), take);
            recordings.Add(($"wav/{file}.wav", Record(Voice.Say(speaker, Transcription.Parse(sentence), language.Rhythm, take), microphone, take)));
            prompts.Add($"{name}/mfc/{file} {sentence}\n");
        }
        return Submission.Pack(name, date, [("etc/README", Readme(language, speaker)), ("etc/PROMPTS", string.Concat(prompts))], recordings);
    }

    private static byte[] Record(float[] speech, Microphone microphone, SeededRandom take)
    {
        var before = (int)(take.Between(0.02, 0.2) * Rate);
        var length = Math.Max((int)(MinSeconds * Rate), before + speech.Length);
        return WavWriter.Encode(microphone.Record(speech, before, length, take), Rate);
    }

    private static string Readme(Language language, Speaker speaker) => $"""
        Speaker Characteristics:

        Gender: {(speaker.IsFemale ? "Female" : "Male")}
        Age Range: Adult
        Language: {language.Code.ToUpperInvariant()}

        File Info:

        File type: wav
        Sampling rate: {Rate}
        Sample rate format: 16
        Number of channels: 1

        """;

    private SeededRandom Random(string name) => new(_options.Seed, $"{Name}/{name}");
}
