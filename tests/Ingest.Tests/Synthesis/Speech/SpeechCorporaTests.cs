using System.IO.Hashing;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Speech;

namespace Hares.Ingest.Tests.Synthesis.Speech;

public sealed class SpeechCorporaTests
{
    [Theory]
    [InlineData("speech-commands-v1", "a5538926e0b458c0")]
    [InlineData("speech-commands-v2", "9145a4156e39de48")]
    [InlineData("fluent-speech-commands", "e3fc8c664e8d202a")]
    [InlineData("voxforge", "5d7aefdfd8c8c7cc")]
    [InlineData("voxceleb", "1a35223d53ee5432")]
    public void The_bytes_are_those_of_every_other_machine(string name, string expected)
    {
        var corpus = SpeechCorpora.Plan(new SynthesisOptions()).Single(corpus => corpus.Name == name);
        var hash = new XxHash3();
        foreach (var file in corpus.Clips.Where((_, i) => i % 29 == 0).Concat(corpus.Metadata)) hash.Append(file.Render());

        Assert.Equal(expected, hash.GetCurrentHashAsUInt64().ToString("x16"));
    }

    [Fact]
    public void More_clips_a_class_leave_the_speakers_of_VoxForge_as_they_are()
    {
        var more = SpeechCorpora.Plan(new SynthesisOptions { ClipsPerClass = 20 })[3];

        Assert.Equal(SpeechCorpora.Plan(new SynthesisOptions())[3].Clips.Select(clip => clip.Path), more.Clips.Select(clip => clip.Path));
    }
}
