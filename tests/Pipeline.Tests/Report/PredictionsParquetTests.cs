using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;
using Hares.Probe;
using Parquet;
using Parquet.Serialization;

namespace Hares.Pipeline.Tests.Report;

public sealed class PredictionsParquetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_of_many_probes_are_written_a_part_at_a_time_and_in_their_order()
    {
        const int Clips = 700;
        var path = _folder.File("predictions.parquet");

        await PredictionsParquet.WriteAsync(path, [await OutcomeAsync("one", Clips), await OutcomeAsync("two", Clips)]);

        await using (var reader = await ParquetReader.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken))
            Assert.Equal(3, reader.RowGroupCount);
        var rows = await RowsAsync(path);
        Assert.Equal(Enumerable.Range(0, 2 * Clips).Select(row => row % Clips), rows.Select(row => (int)row["fold"]));
        Assert.Equal(["one", "two"], rows.Select(row => (string)row["encoder"]).Distinct());
        Assert.All(rows, row => Assert.Equal([(int)row["fold"], -(int)row["fold"]], Assert.IsAssignableFrom<System.Collections.IEnumerable>(row["scores"]).Cast<float>()));
        Assert.Equal([path], Directory.GetFiles(_folder.File("")));
    }

    [Fact]
    public async Task No_predictions_are_a_table_without_rows()
    {
        var path = _folder.File("predictions.parquet");
        await PredictionsParquet.WriteAsync(path, []);
        Assert.Empty(await RowsAsync(path));
    }

    private static async Task<IList<Dictionary<string, object>>> RowsAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        return (await ParquetSerializer.DeserializeUntypedAsync(stream, cancellationToken: TestContext.Current.CancellationToken)).Data;
    }

    private static async Task<ProbeOutcome> OutcomeAsync(string encoder, int clips)
    {
        var slot = new LabelSlot("kind", ["a", "b"], []);
        var set = await Some.SetAsync(Some.Encoder(encoder), Some.Dataset("tones", "train", "test"));
        var task = new RunTask(TaskCatalogue.Find("esc-50"), set.Dataset, [], [], Views: 0);
        return new ProbeOutcome(
            new ProbeJob(set.Encoder, set, [], task), new TaskResults { Task = "esc-50", Metric = "accuracy" },
            [.. Enumerable.Range(0, clips).Select(clip => new Prediction($"clip-{clip}", clip, [new SlotPrediction(slot, [clip % 2], [clip, -clip])]))]);
    }
}
