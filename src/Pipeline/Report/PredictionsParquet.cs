using Hares.Pipeline.Tasks;
using Parquet.Serialization;

namespace Hares.Pipeline.Report;

/// <summary>predictions.parquet: a row for every test clip of every encoder and task, its true classes and its score for each class.</summary>
internal static class PredictionsParquet
{
    public static async Task WriteAsync(string path, IReadOnlyList<ProbeOutcome> outcomes)
    {
        using var memory = new MemoryStream();
        await ParquetSerializer.SerializeAsync(outcomes.SelectMany(Rows).ToList(), memory);
        AtomicFile.Write(path, stream => memory.WriteTo(stream));
    }

    private static IEnumerable<PredictionRow> Rows(ProbeOutcome outcome)
    {
        var classes = outcome.Job.Task.Labels[0].Classes;
        return outcome.Predictions.Select(prediction => new PredictionRow
        {
            Encoder = outcome.Job.Set.Encoder.Name,
            Task = outcome.Job.Task.Name,
            Clip = prediction.ClipId,
            Fold = prediction.Fold,
            Truth = [.. prediction.Truth.Select(index => classes[index])],
            Classes = [.. classes],
            Scores = [.. prediction.Scores],
        });
    }
}
