using System.Numerics.Tensors;
using Hares.Ingest.Numerics;
using Hares.Probe;
using Hares.Probe.Metrics;

namespace Hares.Bench.Synthetic;

/// <summary>
/// A task as encoders leave it: one window a clip, a centre for every class, correlated features. Much of the spread lies in a few
/// directions, as it does in embeddings, so that the optimiser meets a badly conditioned problem.
/// </summary>
internal static class EmbeddedTask
{
    private const int Directions = 32;

    /// <param name="views">Augmented views a clip, of one window each.</param>
    public static ProbeTask Make(int clips, int dimension, int classes, int views = 0)
    {
        var random = new SeededRandom(1, "bench/task");
        float[][] centres = [.. Enumerable.Range(0, classes).Select(_ => Noise(random, dimension, 0.15))];
        float[][] directions = [.. Enumerable.Range(0, Directions).Select(i => Noise(random, dimension, 1.0 / (1 + i)))];
        var embeddings = new EmbeddingMatrix(clips * (1 + views), dimension);
        Parallel.For(0, embeddings.Rows, row =>
        {
            var clip = row < clips ? row : (row - clips) / views;
            Fill(embeddings.Row(row), centres[clip % classes], directions, new SeededRandom((ulong)row, "bench/clip"));
        });
        return Of(embeddings, [.. Enumerable.Range(0, clips).Select(clip => clip % classes)], classes) with
        {
            AugmentedFirstRow = views == 0 ? null : [.. Enumerable.Range(0, clips + 1).Select(clip => clips + (clip * views))],
        };
    }

    /// <summary>The task of given embeddings, one a clip.</summary>
    public static ProbeTask Of(EmbeddingMatrix embeddings, int[] labels, int classes) => new()
    {
        Embeddings = embeddings,
        FirstRow = [.. Enumerable.Range(0, labels.Length + 1)],
        Slots =
        [
            new LabelSlot("class", [.. Enumerable.Range(0, classes).Select(label => $"class {label}")], [.. labels.Select(label => new[] { label })])
        ],
        ClipIds = [.. Enumerable.Range(0, labels.Length).Select(clip => $"clip {clip}")],
        Metric = Metric.Accuracy,
    };

    private static float[] Noise(SeededRandom random, int count, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * random.Noise()))];

    private static void Fill(Span<float> row, float[] centre, float[][] directions, SeededRandom random)
    {
        for (var i = 0; i < row.Length; i++) row[i] = centre[i] + (float)random.Noise();
        foreach (var direction in directions)
            TensorPrimitives.MultiplyAdd(direction, (float)random.Noise(), row, row);
    }
}
