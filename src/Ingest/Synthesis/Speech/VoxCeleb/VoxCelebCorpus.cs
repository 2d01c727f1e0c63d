using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Speech.Languages;
using Hares.Ingest.Synthesis.Speech.Phonetics;
using Hares.Ingest.Synthesis.Speech.Voices;

namespace Hares.Ingest.Synthesis.Speech.VoxCeleb;

/// <summary>
/// A corpus in the layout of VoxCeleb1: a folder a speaker, within it a folder a video, and <c>iden_split.txt</c> that says what is for training
/// (1), validation (2) and testing (3). All speakers are in every split; as in the original, whole videos are kept apart, each with a room, a
/// microphone and noise of its own.
/// </summary>
internal sealed class VoxCelebCorpus
{
    private const string Name = "voxceleb";
    private const int Rate = FormantSynthesizer.SampleRateHz;
    private const int Speakers = 14;
    private const int FirstSpeaker = 10_001;
    private const double MinSeconds = 4;
    private const double SyllablesPerSecond = 4.5;
    private const string VideoLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly SynthesisOptions _options;

    private VoxCelebCorpus(SynthesisOptions options) => _options = options;

    public static SyntheticCorpus Plan(SynthesisOptions options) => new VoxCelebCorpus(options).Plan();

    private SyntheticCorpus Plan()
    {
        int train = _options.Scaled(2), valid = _options.Scaled(1), test = _options.Scaled(3);
        (int Split, int Recordings)[] videos = [(1, train), (1, train), (1, train), (2, valid), (3, test)];
        var clips = (from speaker in Enumerable.Range(FirstSpeaker, Speakers)
                     from video in videos.Index()
                     from number in Enumerable.Range(1, video.Item.Recordings)
                     select Clip(speaker, video.Index, number, video.Item.Split)).ToList();
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. clips.Select(clip => clip.Audio)],
            Metadata = [SyntheticFile.OfLines("iden_split.txt", clips.Select(clip => clip.Row))],
        };
    }

    private (SyntheticFile Audio, string Row) Clip(int speakerNumber, int videoNumber, int number, int split)
    {
        var speaker = string.Create(CultureInfo.InvariantCulture, $"id{speakerNumber}");
        var video = $"{speaker}/{Random(string.Create(CultureInfo.InvariantCulture, $"{speaker}/{videoNumber}")).Text(VideoLetters, 11)}";
        var path = string.Create(CultureInfo.InvariantCulture, $"{video}/{number:D5}.wav");
        return (new SyntheticFile($"wav/{path}", () => Render(Speaker.Draw(Random(speaker)), Microphone.Draw(Random(video)), Random(path))),
            string.Create(CultureInfo.InvariantCulture, $"{split} {path}"));
    }

    private static byte[] Render(Speaker speaker, Microphone microphone, SeededRandom take)
    {
        var syllables = (int)(take.Between(MinSeconds, MinSeconds + 0.3) * SyllablesPerSecond * speaker.Rate);
        var speech = Voice.Say(speaker, Transcription.Parse(LanguageAtlas.English.Sentence(syllables, take)), LanguageAtlas.English.Rhythm, take);
        return WavWriter.Encode(microphone.Record(speech, start: 0, Math.Max(speech.Length, (int)(MinSeconds * Rate)), take), Rate);
    }

    private SeededRandom Random(string name) => new(_options.Seed, $"{Name}/{name}");
}
