using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.NSynth;

public sealed class NSynthLayoutTests : IDisposable
{
    private const string Bass = "bass_synthetic_068-049-025", Lead = "synth_lead_synthetic_011-085-050", Organ = "organ_electronic_007-000-100";

    private readonly TemporaryFolder _folder = new();

    public NSynthLayoutTests()
    {
        Write("train", $"{{{Note(Bass, 0, 49)},{Note(Lead, 9, 85)}}}", Bass, Lead);
        Write("valid", $"{{{Note(Bass, 0, 127)}}}");
        Write("test", $"{{{Note(Organ, 6, 0)}}}", Organ);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_set_of_clips_has_an_instrument_and_a_pitch()
    {
        var dataset = Read();

        Assert.Equal(
            [$"nsynth-train/audio/{Bass}.wav", $"nsynth-train/audio/{Lead}.wav", $"nsynth-test/audio/{Organ}.wav"],
            dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["train", "train", "test"], dataset.Partitions);
        Assert.Equal(["bass", "organ", "synth_lead"], dataset.Labels["instrument"].Classes);
        Assert.Equal([[0], [2], [1]], dataset.Labels["instrument"].Values);
        Assert.Equal(Enumerable.Range(0, 128).Select(pitch => $"{pitch}"), dataset.Labels["pitch"].Classes);
        Assert.Equal([[49], [85], [0]], dataset.Labels["pitch"].Values);
        Assert.Equal($"nsynth-valid/audio/{Bass}.wav", Assert.Single(dataset.Missing.First));
        Assert.Equal(0, dataset.Mislabelled.Count);
    }

    [Theory]
    [InlineData(1, 49)]
    [InlineData(0, 50)]
    public void A_note_whose_name_tells_another_family_or_pitch_is_mislabelled(int family, int pitch)
    {
        Write("train", $"{{{Note(Bass, family, pitch)}}}");

        Assert.Equal($"nsynth-train/audio/{Bass}.wav", Assert.Single(Read().Mislabelled.First));
    }

    [Fact]
    public void A_file_of_any_size_is_read_in_pieces_with_byte_order_mark_and_crlf()
    {
        var names = Enumerable.Range(0, 2_000).Select(i => $"flute_acoustic_{i:000}-{i % 128:000}-100").ToList();
        Write("train", "\ufeff{\r\n" + string.Join(",\r\n", names.Select((name, i) => Note(name, 2, i % 128))) + "\r\n}\r\n", [.. names]);

        Assert.Equal(names.Select(name => $"nsynth-train/audio/{name}.wav"), Read().Clips.SkipLast(1).Select(clip => clip.Id));
    }

    [Theory]
    [InlineData("", "line 1: is not valid JSON there; is the file cut off? Fetch it again.")]
    [InlineData("{}", "has no notes.")]
    [InlineData("{\n  \"a\": {\"pitch\": 4", "line 2: is not valid JSON there; is the file cut off? Fetch it again.")]
    [InlineData(
        "{\"a\": {\"pitch\": 128, \"instrument_family\": 0}}",
        "must give the note \"a\" an instrument_family from 0 to 10 and a pitch from 0 to 127.")]
    [InlineData(
        "{\"a\": {\"pitch\": 1, \"instrument_family\": 11}}",
        "must give the note \"a\" an instrument_family from 0 to 10 and a pitch from 0 to 127.")]
    [InlineData(
        "{\"a\": {\"pitch\": \"1\", \"instrument_family\": 0}}",
        "must give the note \"a\" an instrument_family from 0 to 10 and a pitch from 0 to 127.")]
    [InlineData("{\"a\": {\"instrument_family\": 0}}", "must give the note \"a\" an instrument_family from 0 to 10 and a pitch from 0 to 127.")]
    [InlineData("{\"a\": {\"pitch\": 1, \"instrument_family\": 0}, \"a\": {\"pitch\": 1, \"instrument_family\": 0}}", "repeats the note \"a\".")]
    [InlineData("{\"../a\": {\"pitch\": 1, \"instrument_family\": 0}}", "has a note of the name \"../a\", which is no file name.")]
    [InlineData("{\"\\u002e\\u002e\": {\"pitch\": 1, \"instrument_family\": 0}}", "has a note of the name \"\", which is no file name.")]
    [InlineData("{\"a\": {\"pitch\": 1, \"instrument_family\": 0}, \"b\": 3}", "has the note \"b\" without an object of properties.")]
    [InlineData("[1]", "must be an object of notes by name.")]
    [InlineData("3", "must be an object of notes by name.")]
    public void Broken_metadata_is_explained(string json, string expected)
    {
        Write("test", json);

        var message = Assert.Throws<DatasetException>(Read).Message;

        Assert.StartsWith($"{_folder.File("nsynth-test/examples.json")}: ", message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void A_value_without_end_is_not_gathered()
    {
        Write("test", $"{{\"a\": {{\"pitch\": 1, \"note_str\": \"{new string('x', 1 << 20)}\"}}}}");

        Assert.Contains("is not valid JSON there", Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void Another_encoding_is_explained()
    {
        _folder.Write("nsynth-test/examples.json", [0x7B, 0xFF, 0x7D]);

        Assert.Equal(
            $"{_folder.File("nsynth-test/examples.json")}: 1 fault\n  line 1: is not valid UTF-8; save the file as UTF-8.",
            Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void A_split_that_is_not_there_is_named_by_its_metadata()
    {
        File.Delete(_folder.File("nsynth-valid/examples.json"));

        Assert.Equal(
            $"{_folder.File("nsynth-valid/examples.json")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(Read).Message);
    }

    private static string Note(string name, int family, int pitch) =>
        $$"""
        "{{name}}": {"note": 1, "sample_rate": 16000, "instrument_family": {{family}}, "pitch": {{pitch}}, "qualities": [0, 1], "qualities_str": ["dark"], "note_str": "{{name}}"}
        """;

    private Dataset Read() => OfficialDatasets.Read("nsynth", _folder.Path, allowPartial: true);

    private void Write(string split, string json, params string[] notes)
    {
        _folder.Write($"nsynth-{split}/examples.json", json);
        foreach (var note in notes) _folder.Write($"nsynth-{split}/audio/{note}.wav", "");
    }
}
