using Hares.Pipeline.Tasks;
using Parquet.Serialization;

namespace Hares.Pipeline.Report;

/// <summary>
/// predictions.parquet: a row for every test clip and slot of every encoder and task, the true classes and the score of each class.
/// </summary>
internal static class PredictionsParquet
{
    public static async Task WriteAsync(string path, IReadOnlyList<ProbeOutcome> outcomes)
    {
        using var memory = new MemoryStream();
        await ParquetSerializer.SerializeAsync(outcomes.SelectMany(Rows).ToList(), memory);
        AtomicFile.Write(path, stream => memory.WriteTo(stream));
    }

    private static IEnumerable<PredictionRow> Rows(ProbeOutcome outcome) => outcome.Predictions.SelectMany(prediction =>
        prediction.Slots.Select(said => new PredictionRow
        {
            Encoder = outcome.Job.Set.Encoder.Name,
            Task = outcome.Job.Task.Name,
            Clip = prediction.ClipId,
            Fold = prediction.Fold,
            Slot = said.Slot.Name,
            Truth = [.. said.Truth.Select(index => said.Slot.Classes[index])],
            Classes = [.. said.Slot.Classes],
            Scores = [.. said.Scores],
        }));
}
