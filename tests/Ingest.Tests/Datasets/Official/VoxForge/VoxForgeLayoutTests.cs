using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Datasets.Official.VoxForge;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.VoxForge;

public sealed class VoxForgeLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_language_is_the_folder_and_a_speaker_has_one_split()
    {
        for (var i = 0; i < 20; i++)
        {
            _folder.Write($"de/s{i:00}-20080101-abc/wav/de1.wav", "x");
            _folder.Write($"fr/s{i:00}-20090101-abc/wav/fr1.wav", "x");
        }

        var dataset = Read();

        Assert.Equal(["de", "fr"], dataset.Labels["language"].Classes);
        Assert.Equal("de/s00-20080101-abc/wav/de1.wav", dataset.Clips[0].Id);
        Assert.Equal([0], dataset.Labels["language"].Values[0]);
        Assert.Equal([1], dataset.Labels["language"].Values[20]);
        var expected = SpeakerSplit.Deal(Enumerable.Range(0, 20).Select(i => $"s{i:00}"));
        Assert.All(dataset.Clips.Zip(dataset.Partitions), clip => Assert.Equal(expected[clip.First.Id.Split('/')[1].Split('-')[0]], clip.Second));
        Assert.Equal(
            ["train", "test", "valid"],
            dataset.Partitions.Distinct().OrderBy(split => dataset.Partitions.Count(other => other == split)).Reverse());
    }

    [Theory]
    [InlineData("en/kayray-20191231-a/wav/a.wav", true)]
    [InlineData("en/kayray-20200101-a/wav/a.wav", false)]
    [InlineData("en/kayray-rp-20231108-a/wav/a.wav", false)]
    [InlineData("en/kayray-20201399-a/wav/a.wav", true)]
    [InlineData("en/kayray/wav/a.wav", true)]
    [InlineData("en/kayray-20080101-a/flac/a.flac", true)]
    [InlineData("en/kayray-20080101-a/a.wav", false)]
    [InlineData("en/kayray-20080101-a/etc/a.wav", false)]
    [InlineData("en/kayray-20080101-a/wav/deeper/a.wav", false)]
    [InlineData("pt/kayray-20080101-a/wav/a.wav", false)]
    [InlineData("a.wav", false)]
    public void Only_recordings_of_the_layout_from_before_2020_are_clips(string path, bool isClip)
    {
        _folder.Write("de/ralfherzog-20070828-de1/wav/a.wav", "x");
        _folder.Write(path, "x");

        var dataset = Read();

        Assert.Equal(isClip, dataset.Clips.Any(clip => clip.Id == path));
        Assert.Equal(isClip ? [] : [path], dataset.Extra.First);
    }

    [Fact]
    public void Flac_is_left_aside_where_there_is_wav()
    {
        _folder.Write("it/anna-20080101-x/flac/a.flac", "x");
        _folder.Write("it/anna-20080101-x/wav/a.wav", "x");

        var dataset = Read();

        Assert.Equal(["it/anna-20080101-x/wav/a.wav"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["it/anna-20080101-x/flac/a.flac"], dataset.Extra.First);
    }

    [Fact]
    public void The_list_decides_what_belongs_and_whose_speakers_are_dealt()
    {
        _folder.Write("de/s0-20080101-a/wav/a.wav", "x");
        _folder.Write("de/s1-20080101-a/wav/a.wav", "x");
        _folder.Write("de/s7-later-20210101/wav/a.wav", "x");
        Directory.CreateDirectory(_folder.File("ru/s8-empty"));
        _folder.Write("voxforge_urls.txt", "\uFEFF" + string.Concat(Enumerable.Range(0, 20)
            .Select(i => i switch { 1 => "other", 7 => "s7-later-20210101", 8 => "s8-empty", _ => $"s{i}-20080101-a" })
            .Select(name =>
                $"\"www.repository.voxforge1.org/downloads/{(name == "s8-empty" ? "ru" : "de")}/Trunk/Audio/Main/16kHz_16bit/{name}.tgz\"\r\n")));

        var dataset = Read();

        var splits = SpeakerSplit.Deal(Enumerable.Range(0, 20).Select(i => i == 1 ? "other" : $"s{i}"));
        Assert.Equal(["de/s0-20080101-a/wav/a.wav", "de/s7-later-20210101/wav/a.wav"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal([splits["s0"], splits["s7"]], dataset.Partitions);
        Assert.Equal(["de/s1-20080101-a/wav/a.wav"], dataset.Extra.First);
        Assert.Equal(17, dataset.Missing.Count);
        Assert.DoesNotContain("ru/s8-empty", dataset.Missing.First);
    }

    [Fact]
    public void A_list_may_hold_other_languages_and_escaped_names_and_its_submissions_in_flac_only_take_no_part()
    {
        _folder.Write("de/jörg m-20080101-a/wav/a.wav", "x");
        _folder.Write("de/anna-20080101-a/flac/a.flac", "x");
        _folder.Write(
            "voxforge_urls.txt",
            string.Concat(
                new[] { "de/Trunk/j%C3%B6rg%20m-20080101-a", "nl/Trunk/piet-20080101-a", "de/Trunk/anna-20080101-a" }
                    .Select(name => $"http://www.repository.voxforge1.org/downloads/{name}.tgz\n")));

        var dataset = Read();

        Assert.Equal(["de/jörg m-20080101-a/wav/a.wav"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["de/anna-20080101-a/flac/a.flac"], dataset.Extra.First);
        Assert.Equal(0, dataset.Missing.Count);
    }

    [Theory]
    [InlineData("", "1 fault\n  names nothing in de, en, es, fr, it, ru; download it again, or remove it to split by the speakers at hand.")]
    [InlineData(
        "x/de/Trunk/Audio/a.zip\n",
        "1 fault\n  line 1: has \"x/de/Trunk/Audio/a.zip\"; "
        + "it must be the address of an archive, as in \"host/de/Trunk/Audio/Main/16kHz_16bit/name.tgz\".")]
    [InlineData(
        "x/pt/Trunk/Audio/a.tgz\n",
        "1 fault\n  names nothing in de, en, es, fr, it, ru; download it again, or remove it to split by the speakers at hand.")]
    [InlineData(
        "x/de/Trunk/Audio/..%2Fa.tgz\n",
        "1 fault\n  line 1: has \"x/de/Trunk/Audio/..%2Fa.tgz\"; "
        + "it must be the address of an archive, as in \"host/de/Trunk/Audio/Main/16kHz_16bit/name.tgz\".")]
    [InlineData(
        "/Trunk/...tgz\n",
        "1 fault\n  line 1: has \"/Trunk/...tgz\"; it must be the address of an archive, as in \"host/de/Trunk/Audio/Main/16kHz_16bit/name.tgz\".")]
    public void A_broken_list_is_explained(string list, string expected)
    {
        _folder.Write("de/s0-20080101-a/wav/a.wav", "x");
        var path = _folder.Write("voxforge_urls.txt", list);

        Assert.Equal($"{path}: {expected}", Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void What_is_lacking_is_said_without_allow_partial()
    {
        _folder.Write("de/s0-20080101-a/wav/a.wav", "x");

        Assert.Equal(
            $"{_folder.Path} lacks 176,427 of VoxForge's 176,428 clips; 5 of VoxForge's 6 classes of language; "
            + "to score a part of it, set data.allowPartial.",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("voxforge", _folder.Path)).Message);
    }

    [Fact]
    public void Links_to_submissions_are_told_of()
    {
        _folder.Write("de/s0-20080101-a/wav/a.wav", "x");
        Directory.CreateSymbolicLink(_folder.File("de/s1-20080101-a"), _folder.File("de/s0-20080101-a"));

        Assert.EndsWith("; 1 link in it was not followed", Read().Shortfall);
    }

    [Fact]
    public void An_empty_folder_is_explained() =>
        Assert.Equal(
            $"{_folder.Path} holds no clip of VoxForge's layout; links in it are not followed.",
            Assert.Throws<DatasetException>(Read).Message);

    private Dataset Read() => OfficialDatasets.Read("voxforge", _folder.Path, allowPartial: true);
}
