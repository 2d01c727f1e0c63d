using Hares.Probe.Metrics;
using Hares.Probe.Statistics;

namespace Hares.Probe.Tests.Support;

/// <summary>Sample tasks: clips whose embeddings scatter around a centre for every class.</summary>
internal static class Some
{
    /// <summary>Clip <c>c</c> has class <c>c % classes</c>; under many labels also the class after it when <c>c</c> is a multiple of 3.</summary>
    public static ProbeTask Task(
        int clips = 60, int classes = 3, int dimension = 8, int windows = 2, double spread = 0.5, bool multiLabel = false, Metric? metric = null)
    {
        var embeddings = new EmbeddingMatrix(clips * windows, dimension);
        var random = new SplitMix64(seed: 1, stream: 1);
        int[][] labels =
        [
            .. Enumerable.Range(0, clips).Select(c => multiLabel && c % 3 == 0 ? new[] { c % classes, (c + 1) % classes } : [c % classes])
        ];
        var centres = new float[classes * dimension];
        foreach (ref float value in centres.AsSpan()) value = (float)random.NextNormal();
        for (int row = 0; row < embeddings.Rows; row++)
            for (int d = 0; d < dimension; d++)
                embeddings.Row(row)[d] = labels[row / windows].Sum(label => centres[(label * dimension) + d]) + (float)(spread * random.NextNormal());
        return TaskOf(embeddings, labels, classes, windows, multiLabel, metric);
    }

    public static ProbeTask TaskOf(
        EmbeddingMatrix embeddings, int[][] labels, int classes, int windows = 1, bool multiLabel = false, Metric? metric = null) => new()
        {
            Embeddings = embeddings,
            FirstRow = [.. Enumerable.Range(0, labels.Length + 1).Select(clip => clip * windows)],
            Slots = [Slot("kind", labels, classes)],
            ClipIds = [.. Enumerable.Range(0, labels.Length).Select(clip => $"clip-{clip}")],
            MultiLabel = multiLabel,
            Metric = metric ?? (multiLabel ? Metric.MeanAveragePrecision : Metric.Accuracy),
        };

    public static LabelSlot Slot(string name, int[][] labels, int classes) =>
        new(name, [.. Enumerable.Range(0, classes).Select(c => $"{name} {c}")], labels);

    /// <summary>The task with other labels in its one slot.</summary>
    public static ProbeTask Relabelled(ProbeTask task, IEnumerable<int[]> labels) =>
        task with { Slots = [task.Slots[0] with { Labels = [.. labels] }] };

    public static EmbeddingMatrix Matrix(float[][] rows)
    {
        var matrix = new EmbeddingMatrix(rows.Length, rows[0].Length);
        for (int row = 0; row < rows.Length; row++) rows[row].CopyTo(matrix.Row(row));
        return matrix;
    }

    /// <summary>Two thirds of the clips to learn from (the first ones), the rest to test.</summary>
    public static Fold Split(ProbeTask task) =>
        new([.. Enumerable.Range(0, task.ClipIds.Count * 2 / 3)], [], [.. Enumerable.Range(0, task.ClipIds.Count).Skip(task.ClipIds.Count * 2 / 3)]);

    public static float[] Normals(int count, int stream)
    {
        var random = new SplitMix64(seed: 2, stream);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
