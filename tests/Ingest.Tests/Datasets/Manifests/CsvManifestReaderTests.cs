using System.Text;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Manifests;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Manifests;

public sealed class CsvManifestReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_column_that_is_not_reserved_is_a_label()
    {
        var dataset = Read("path,split,digit,speaker\na.wav,train,10,ann\nb/c.wav,test,9,bob\nd.wav,valid,10,ann\n");

        Assert.Equal("mine", dataset.Name);
        Assert.Equal(_folder.Path, dataset.Root);
        Assert.Equal(new Clip("b/c.wav", Path.Join(_folder.Path, "b/c.wav")), dataset.Clips[1]);
        Assert.Equal(["train", "test", "valid"], dataset.Partitions);
        Assert.False(dataset.HasFolds);
        Assert.Equal(["digit", "speaker"], dataset.Labels.Keys.Order());
        Assert.Equal(["9", "10"], dataset.Labels["digit"].Classes);
        Assert.Equal([[1], [0], [1]], dataset.Labels["digit"].Values);
        Assert.Equal([[0], [1], [0]], dataset.Labels["speaker"].Values);
    }

    [Fact]
    public void Semicolons_separate_the_classes_of_one_cell()
    {
        var tags = Read("path,split,tags\na.wav,train,rock; drums;rock\nb.wav,test,\nc.wav,test,drums\n").Labels["tags"];

        Assert.Equal(["drums", "rock"], tags.Classes);
        Assert.Equal([[0, 1], [], [0]], tags.Values);
        Assert.True(tags.IsMultiLabel);
    }

    [Theory]
    [InlineData("{\"corpus\": \"notes\", \"version\": 1, \"seed\": 7, \"clipsPerClass\": 2}", true)]
    [InlineData("{\"engine\": \"mine\", \"seed\": 7}", false)]
    public void Only_a_whole_stamp_makes_sounds_synthetic(string stamp, bool isSynthetic)
    {
        _folder.Write("synth.json", stamp);

        Assert.Equal(isSynthetic, Read("path,split,label\na.wav,train,x\n").IsSynthetic);
    }

    [Fact]
    public void Folds_may_have_any_names()
    {
        var dataset = Read("fold,path,label\nnorth,a.wav,x\nsouth,b.wav,x\n");

        Assert.True(dataset.HasFolds);
        Assert.Equal(["north", "south"], dataset.Partitions);
    }

    [Fact]
    public void A_stretch_is_part_of_the_id_and_an_id_column_replaces_it()
    {
        var stretches = Read("path,split,start,duration,label\na.wav,train,,,x\na.wav,train,1.5,2,x\na.wav,train,3,,x\n");
        var named = Read("id,path,split,start,label\none,a.wav,train,1,x\n");

        Assert.Equal(["a.wav", "a.wav#1.5+2", "a.wav#3+"], stretches.Clips.Select(clip => clip.Id));
        Assert.Equal((1.5, 2.0), (stretches.Clips[1].StartSeconds, stretches.Clips[1].DurationSeconds));
        Assert.Null(stretches.Clips[2].DurationSeconds);
        Assert.Equal("b.wav#0+", Read("path,split,start,label\nb.wav,train,0,x\n").Clips[0].Id);
        Assert.Equal(new Clip("one", Path.Join(_folder.Path, "a.wav"), 1), named.Clips[0]);
    }

    [Fact]
    public void A_byte_order_mark_crlf_quotes_blank_lines_and_any_script_are_read()
    {
        var dataset = Read("\ufeffpath,split,label\r\n\r\n\"hal, \"\"9\"\".wav\",train,\"a\r\nb\"\r\n#голос/鳥 ü.wav,test,鳥\r\n\r\n");

        Assert.Equal(["hal, \"9\".wav", "#голос/鳥 ü.wav"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["a\r\nb", "鳥"], dataset.Labels["label"].Classes);
    }

    [Theory]
    [InlineData(
        "",
        "3 faults\n  line 1: has no column \"path\".\n  line 1: has neither a column \"split\" nor \"fold\".\n"
        + "  line 1: has no label column (any column but path, split, fold, start, duration and id).")]
    [InlineData("path,label\na.wav,x\n", "1 fault\n  line 1: has neither a column \"split\" nor \"fold\".")]
    [InlineData("Path,split,label\na.wav,train,x\n", "1 fault\n  line 1: has no column \"path\" (is it \"Path\"? Rename it to \"path\").")]
    [InlineData("path;split;label\na.wav;train;x\n", "1 fault\n  line 1: separates its columns with semicolons; save it with commas.")]
    [InlineData("path\tsplit\tlabel\na.wav\ttrain\tx\n", "1 fault\n  line 1: separates its columns with tabs; save it with commas.")]
    [InlineData("path,split,fold,label\n", "1 fault\n  line 1: has both \"split\" and \"fold\"; keep one of them.")]
    [InlineData("path,split\na.wav,train\n", "1 fault\n  line 1: has no label column (any column but path, split, fold, start, duration and id).")]
    [InlineData("path,split,a,a,\n", "2 faults\n  line 1: has the column \"a\" more than once.\n  line 1: has a column without a name.")]
    [InlineData("path,split,label\n", "1 fault\n  has a header but no clips.")]
    [InlineData(
        "path,split,label\n\na.wav,validation,x\n",
        "1 fault\n  line 3: has the split \"validation\"; the splits are train, valid and test (is it \"valid\"?).")]
    [InlineData(
        "path,split,label\na.wav,Train,x\n",
        "1 fault\n  line 2: has the split \"Train\"; the splits are train, valid and test (is it \"train\"?).")]
    [InlineData("path,split,label\na.wav,holdout,x\n", "1 fault\n  line 2: has the split \"holdout\"; the splits are train, valid and test.")]
    [InlineData("path,fold,label\na.wav,,x\n", "1 fault\n  line 2: has an empty fold.")]
    [InlineData("path,split,label\na.wav,train,\"x\ny\"\na.wav,test,x\n", "1 fault\n  line 4: repeats the clip \"a.wav\" of line 2.")]
    [InlineData("path,split,start,label\na.wav,train,,x\na.wav,test,0,x\n", "1 fault\n  line 3: repeats the clip \"a.wav\" of line 2.")]
    [InlineData("path,split,start,label\na.wav,train,0.0,x\na.wav,test,,x\n", "1 fault\n  line 3: repeats the clip \"a.wav\" of line 2.")]
    [InlineData("id,path,split,start,label\n1,a.wav,train,,x\n2,a.wav,test,0,x\n", "1 fault\n  line 3: repeats the clip \"a.wav\" of line 2.")]
    [InlineData(
        "path,split,start,duration,label\na.wav,train,,2,x\na.wav,test,0,2,x\n",
        "1 fault\n  line 3: repeats the clip \"a.wav#0+2\" of line 2.")]
    [InlineData("path,split,start,label\na.wav,train,1,x\na.wav,test,1,x\n", "1 fault\n  line 3: repeats the clip \"a.wav#1+\" of line 2.")]
    [InlineData(
        "id,path,split,label\n1,a.wav,train,x\n1,b.wav,test,x\n,c.wav,test,x\n",
        "2 faults\n  line 3: repeats the id \"1\" of line 2.\n  line 4: has an empty id.")]
    [InlineData("path,split,label\n,train,x\n", "1 fault\n  line 2: has an empty path.")]
    [InlineData(
        "path,split,label\n../a.wav,train,x\n",
        "1 fault\n  line 2: has the path \"../a.wav\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData(
        "path,split,label\na/../../b.wav,train,x\n",
        "1 fault\n  line 2: has the path \"a/../../b.wav\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData(
        "path,split,label\n/etc/passwd,train,x\n",
        "1 fault\n  line 2: has the absolute path \"/etc/passwd\"; paths are relative to the dataset's folder and stay inside it.")]
    [InlineData(
        "path,split,label\nC:/a.wav,train,x\n",
        "1 fault\n  line 2: has the absolute path \"C:/a.wav\"; paths are relative to the dataset's folder and stay inside it.")]
    [InlineData("path,split,label\na\\b.wav,train,x\n", "1 fault\n  line 2: has the path \"a\\b.wav\"; write it with forward slashes.")]
    [InlineData("path,split,label\na\0b.wav,train,x\n", "1 fault\n  line 2: has a path with a control character in it.")]
    [InlineData(
        "path,split,start,duration,label\na.wav,train,-1,0,x\nb.wav,train,NaN,1e999,x\n",
        "4 faults\n  line 2: has the start \"-1\"; it must be seconds from 0.\n  line 2: has the duration \"0\"; it must be seconds above 0.\n"
        + "  line 3: has the start \"NaN\"; it must be seconds from 0.\n  line 3: has the duration \"1e999\"; it must be seconds above 0.")]
    [InlineData(
        "path,split,label\na.wav,train\nb.wav,train,x,y\n",
        "2 faults\n  line 2: has 2 fields where the header has 3.\n  line 3: has 4 fields where the header has 3.")]
    [InlineData(
        "path,split,label\n\"a.wav,train,x\nb.wav,test,x\n",
        "1 fault\n  line 2: has a quote that does not open or close a field (write \" as \"\" within quotes). What follows was not read.")]
    public void A_broken_manifest_is_explained(string csv, string expected)
    {
        Assert.Equal($"{Path.Join(_folder.Path, "clips.csv")}: {expected}", Fault(() => Read(csv)));
    }

    [Fact]
    public void All_faults_are_told_together_the_first_twenty_in_full()
    {
        var csv = "path,split,label\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"../{i}.wav,train,x\n"));

        var lines = Fault(() => Read(csv)).Split('\n');

        Assert.EndsWith("clips.csv: 1000 faults", lines[0]);
        Assert.Equal(22, lines.Length);
        Assert.StartsWith("  line 21: has the path \"../19.wav\"", lines[20]);
        Assert.Equal("  and 980 more", lines[21]);
    }

    [Fact]
    public void Invalid_utf8_is_reported_with_its_line()
    {
        _folder.Write("clips.csv", [.. "path,split,label\na.wav,train,x\nb"u8, 0xff, .. ".wav,train,x\nc.wav,validate,x\n"u8]);

        Assert.EndsWith(
            "clips.csv: 2 faults\n  line 3: is not valid UTF-8; save the file as UTF-8.\n"
            + "  line 4: has the split \"validate\"; the splits are train, valid and test (is it \"valid\"?).",
            Fault(() => CsvManifestReader.Read("mine", Path.Join(_folder.Path, "clips.csv"))));
    }

    [Fact]
    public void A_line_longer_than_the_limit_stops_the_reading()
    {
        var csv = $"path,split,label\na.wav,train,x\n{new string('b', 100_000)},train,x\n";

        Assert.EndsWith(
            "clips.csv: 1 fault\n  line 3: is longer than 65,536 characters; is a quote missing? What follows was not read.",
            Fault(() => Read(csv)));
    }

    [Fact]
    public void A_path_longer_than_the_limit_is_a_fault()
    {
        var csv = $"path,split,label\n{new string('b', 5_000)},train,x\n";

        Assert.EndsWith("clips.csv: 1 fault\n  line 2: has a path of 5,000 characters; the limit is 4,096.", Fault(() => Read(csv)));
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_a_folder_is_said_to_be()
    {
        var missing = Path.Join(_folder.Path, "none.csv");

        Assert.Equal(
            $"{missing} does not exist; put it there, or correct the folder in the pipeline file.",
            Fault(() => CsvManifestReader.Read("mine", missing)));
        Assert.Equal($"{_folder.Path} is a folder, not a file.", Fault(() => CsvManifestReader.Read("mine", _folder.Path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mine")]
    [InlineData("my data")]
    [InlineData("../x")]
    [InlineData("-x")]
    [InlineData("x--y")]
    public void A_name_that_is_no_slug_is_refused(string name) =>
        Assert.Equal($"\"{name}\" is not a dataset name: use lower-case letters, digits and single hyphens between them, at most 64 characters.",
            Fault(() => CsvManifestReader.Read(name, "clips.csv")));

    [Fact]
    public void Spoken_digits_have_two_labels_on_the_same_clips()
    {
        var dataset = CsvManifestReader.Read("fsdd", Path.Join(TestData.Folder("fsdd"), "clips.csv"));

        Assert.Equal(3000, dataset.Clips.Count);
        Assert.Equal(10, dataset.Labels["digit"].Classes.Count);
        Assert.Equal(6, dataset.Labels["speaker"].Classes.Count);
        Assert.All(dataset.Clips, clip => Assert.True(File.Exists(clip.Path)));
    }

    private static string Fault(Func<object> read) => Assert.Throws<DatasetException>(read).Message;

    private Dataset Read(string csv) => CsvManifestReader.Read("mine", _folder.Write("clips.csv", Encoding.UTF8.GetBytes(csv)));
}
