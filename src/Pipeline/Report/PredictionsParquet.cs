using Hares.Pipeline.Tasks;
using Parquet;
using Parquet.Serialization;

namespace Hares.Pipeline.Report;

/// <summary>
/// predictions.parquet: a row for every test clip and slot of every encoder and task, the true classes and the score of each class.
/// </summary>
internal static class PredictionsParquet
{
    private const int RowGroupRows = 500; // in memory at once: a row of AudioSet has 527 scores and the names of as many classes

    public static Task WriteAsync(string path, IReadOnlyList<ProbeOutcome> outcomes) => AtomicFile.WriteAsync(path, stream =>
        ParquetSerializer.SerializeAsync(outcomes.SelectMany(Rows), stream, new ParquetOptions { RowGroupSize = RowGroupRows }));

    private static IEnumerable<PredictionRow> Rows(ProbeOutcome outcome) => outcome.Predictions.SelectMany(prediction =>
        prediction.Slots.Select(said => new PredictionRow
        {
            Encoder = outcome.Job.Encoder.Name,
            Task = outcome.Job.Task.Name,
            Clip = prediction.ClipId,
            Fold = prediction.Fold,
            Slot = said.Slot.Name,
            Truth = [.. said.Truth.Select(index => said.Slot.Classes[index])],
            Classes = [.. said.Slot.Classes],
            Scores = [.. said.Scores],
        }));
}
