using System.Formats.Tar;
using System.IO.Compression;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Synthesis.Speech.VoxForge;

namespace Hares.Ingest.Tests.Synthesis.Speech.VoxForge;

public sealed class VoxForgeCorpusTests
{
    /// <summary>
    /// The speakers whom TensorFlow Datasets' split leaves for testing: all names sorted, shuffled by NumPy's RandomState(0), the last ones from
    /// int((0.7 + 0.1) * 55) on.
    /// </summary>
    private static readonly string[] TestSpeakers =
        ["aleksei", "benoit", "chloe", "elisa", "jochen", "liam", "luca", "paige", "polina", "sancho", "teo", "ulf"];

    private static readonly SyntheticCorpus Corpus = VoxForgeCorpus.Plan(new SynthesisOptions());

    [Fact]
    public void Every_language_has_ten_submissions_named_by_speaker_date_and_code()
    {
        Assert.Equal(["de", "en", "es", "fr", "it", "ru"], Corpus.Clips.Select(clip => clip.Path[..2]).Distinct());
        Assert.All(Corpus.Clips.CountBy(clip => clip.Path[..2]), count => Assert.Equal(10, count.Value));
        Assert.All(Corpus.Clips, clip => Assert.Matches("^[a-z]{2}/[a-z]+-20(0[7-9]|1[0-9])[0-9]{4}-[a-z]{3}[.]tgz$", clip.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_language_has_two_speakers_to_test_and_six_or_seven_to_train_whatever_the_seed(ulong seed)
    {
        var test = VoxForgeCorpus.Plan(new SynthesisOptions { Seed = seed }).Clips.Where(clip => TestSpeakers.Contains(Speaker(clip))).ToList();

        Assert.Equal(12, TestSpeakers.Length);
        Assert.All(
            Corpus.Clips.Select(clip => clip.Path[..2]).Distinct(),
            language => Assert.Equal(2, test.Count(clip => clip.Path.StartsWith(language, StringComparison.Ordinal))));
    }

    [Fact]
    public void An_archive_holds_its_folder_with_notes_and_four_recordings_of_three_seconds_or_more()
    {
        var name = Path.GetFileNameWithoutExtension(Corpus.Clips[0].Path);
        var entries = Entries(Corpus.Clips[0]);

        Assert.Equal(["", "etc/", "wav/", "etc/README", "etc/PROMPTS", "wav/de-0001.wav", "wav/de-0002.wav", "wav/de-0003.wav", "wav/de-0004.wav"],
            entries.Select(entry => entry.Name[(name.Length + 1)..]));
        Assert.All(
            entries.Where(entry => entry.Name.EndsWith(".wav", StringComparison.Ordinal)),
            entry => Assert.InRange(entry.Bytes, 44 + 2 * 3 * 16_000, 44 + 2 * 8 * 16_000));
        Assert.All(entries, entry => Assert.Equal(name.Split('-')[1], entry.Time.ToString("yyyyMMdd")));
    }

    private static string Speaker(SyntheticFile archive) => Path.GetFileName(archive.Path).Split('-')[0];

    private static List<(string Name, long Bytes, DateTimeOffset Time)> Entries(SyntheticFile archive)
    {
        using var tar = new TarReader(new GZipStream(new MemoryStream(archive.Render()), CompressionMode.Decompress));
        List<(string, long, DateTimeOffset)> entries = [];
        while (tar.GetNextEntry() is { } entry) entries.Add((entry.Name, entry.Length, entry.ModificationTime));
        return entries;
    }
}
