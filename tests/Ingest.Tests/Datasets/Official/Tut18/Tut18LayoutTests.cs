using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.Tut18;

public sealed class Tut18LayoutTests : IDisposable
{
    private const string Header = "filename\tscene_label\tidentifier\tsource_label\n";
    private const string Airport = "audio/airport-lyon-0-0-a.wav", Tram = "audio/tram-paris-1-2-a.wav", Bus = "audio/bus-paris-1-3-a.wav";
    private const string Rows = $"{Airport}\tairport\tlyon-0\ta\n{Tram}\ttram\tparis-1\ta\n{Bus}\tbus\tparis-1\ta\n";

    private readonly TemporaryFolder _folder = new();

    public Tut18LayoutTests()
    {
        Write(Header + Rows, train: $"{Airport}\tairport\n{Tram}\ttram\n", evaluate: $"{Bus}\tbus\n");
        foreach (var file in new[] { Airport, Tram, Bus }) _folder.Write(file, "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fold_one_is_the_split()
    {
        var dataset = Read();

        Assert.Equal([Airport, Tram, Bus], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["train", "train", "test"], dataset.Partitions);
        Assert.Equal(["airport", "bus", "tram"], dataset.Labels["scene"].Classes);
        Assert.Equal([[0], [2], [1]], dataset.Labels["scene"].Values);
        Assert.Equal((0, 0, 0), (dataset.Missing.Count, dataset.Extra.Count, dataset.Mislabelled.Count));
    }

    [Fact]
    public void The_folder_that_the_archive_brings_along_is_found()
    {
        using var outer = new TemporaryFolder();
        Directory.Move(_folder.Path, outer.File("TUT-urban-acoustic-scenes-2018-development"));
        Directory.CreateDirectory(_folder.Path);

        var dataset = OfficialDatasets.Read("tut18", outer.Path, allowPartial: true);

        Assert.Equal(Airport, dataset.Clips[0].Id);
        Assert.True(File.Exists(dataset.Clips[0].Path));
    }

    [Fact]
    public void What_is_missing_extra_or_at_odds_with_its_name_is_told()
    {
        Write(Header + Rows.Replace("\ttram\t", "\tmetro\t", StringComparison.Ordinal), $"{Airport}\tairport\n{Tram}\tmetro\n", $"{Bus}\tbus\n");
        File.Delete(_folder.File(Bus));
        _folder.Write("audio/park.wav", "");

        var dataset = Read();

        Assert.Equal(Bus, Assert.Single(dataset.Missing.First));
        Assert.Equal("audio/park.wav", Assert.Single(dataset.Extra.First));
        Assert.Equal(Tram, Assert.Single(dataset.Mislabelled.First));
        Assert.Equal(["airport", "metro"], dataset.Labels["scene"].Classes);
    }

    [Fact]
    public void Byte_order_marks_crlf_and_a_header_in_the_lists_are_read()
    {
        Write(
            "\ufeff" + (Header + Rows).ReplaceLineEndings("\r\n"),
            $"\ufefffilename\tscene_label\r\n{Airport}\tairport\r\n{Tram}\ttram\r\n",
            $"{Bus}\tbus\r\n");

        Assert.Equal(["train", "train", "test"], Read().Partitions);
    }

    [Theory]
    [InlineData("", "1 fault\n  line 1: must have the columns filename and scene_label, with tabs between.")]
    [InlineData(
        Header + $"{Airport}\tairport\t0\ta\n{Tram}\ttram\t0\ta\n",
        $"1 fault\n  does not name \"{Bus}\", which fold1_evaluate.txt does; is it cut off?")]
    [InlineData(
        Header + Rows + "audio/park.wav\tpark\t0\ta\n",
        "1 fault\n  line 5: names \"audio/park.wav\", which is in neither fold1_train.txt nor fold1_evaluate.txt.")]
    [InlineData(Header + Rows + $"{Bus}\tbus\t0\ta\n", $"1 fault\n  line 5: repeats the file \"{Bus}\".")]
    [InlineData(
        Header + $"{Airport}\tpark\t0\ta\n{Tram}\ttram\t0\ta\n{Bus}\tbus\t0\ta\n",
        $"1 fault\n  line 2: gives \"{Airport}\" the scene park; fold1_train.txt gives it airport.")]
    [InlineData(
        Header + $"{Airport}\tairport\t0\n{Tram}\ttram\t0\ta\n{Bus}\tbus\t0\ta\n",
        $"2 faults\n  does not name \"{Airport}\", which fold1_train.txt does; is it cut off?\n  line 2: has 3 fields where the header has 4.")]
    public void Broken_metadata_is_explained(string meta, string expected)
    {
        _folder.Write("meta.csv", meta);

        Assert.Equal($"{_folder.File("meta.csv")}: {expected}", Assert.Throws<DatasetException>(Read).Message);
    }

    [Theory]
    [InlineData(
        "audio/lake.wav",
        "lake",
        "has the scene \"lake\"; the scenes are airport, bus, metro, metro_station, park, public_square, shopping_mall, street_pedestrian, "
        + "street_traffic, tram.")]
    [InlineData("../bus.wav", "bus", "has the path \"../bus.wav\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    public void Unknown_scenes_and_paths_that_escape_are_explained(string file, string scene, string expected)
    {
        Write($"{Header}{Rows}{file}\t{scene}\t0\ta\n", $"{Airport}\tairport\n{Tram}\ttram\n", $"{Bus}\tbus\n{file}\t{scene}\n");

        Assert.Equal($"{_folder.File("meta.csv")}: 1 fault\n  line 5: {expected}", Assert.Throws<DatasetException>(Read).Message);
    }

    [Theory]
    [InlineData("", "names no files.")]
    [InlineData("audio/a.wav", "line 1: must be a file and its scene, with a tab between.")]
    [InlineData($"{Bus}\tbus\n{Bus}\tbus\n", $"line 2: repeats the file \"{Bus}\".")]
    public void A_broken_fold_is_explained(string list, string expected)
    {
        _folder.Write("evaluation_setup/fold1_evaluate.txt", list);

        Assert.Contains($"{_folder.File("evaluation_setup/fold1_evaluate.txt")}: ", Assert.Throws<DatasetException>(Read).Message);
        Assert.EndsWith(expected, Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void A_file_on_both_sides_of_the_fold_is_a_fault()
    {
        _folder.Write("evaluation_setup/fold1_evaluate.txt", $"{Bus}\tbus\n{Tram}\ttram\n");

        Assert.EndsWith(
            $"line 3: names \"{Tram}\", which is in both fold1_train.txt and fold1_evaluate.txt.",
            Assert.Throws<DatasetException>(Read).Message);
    }

    private Dataset Read() => OfficialDatasets.Read("tut18", _folder.Path, allowPartial: true);

    private void Write(string meta, string train, string evaluate)
    {
        _folder.Write("meta.csv", meta);
        _folder.Write("evaluation_setup/fold1_train.txt", train);
        _folder.Write("evaluation_setup/fold1_evaluate.txt", evaluate);
    }
}
