using System.Numerics.Tensors;
using Hares.Probe.Protocols.Kernels;

namespace Hares.Probe.Protocols;

/// <summary>Scores clips in one slot: the mean over a clip's own windows of the scaled outputs, for every class.</summary>
internal static class ClipScorer
{
    private const int BlockClips = 32;

    public static float[][] Score(ProbeTask task, ProbeModel model, IReadOnlyList<int> clips, CancellationToken cancellation)
    {
        var scores = new float[clips.Count][];
        var blocks = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, (clips.Count + BlockClips - 1) / BlockClips, blocks, block =>
        {
            int first = block * BlockClips, end = Math.Min(first + BlockClips, clips.Count);
            for (int i = first; i < end; i++) scores[i] = Score(task, model, clips[i]);
        });
        return scores;
    }

    private static float[] Score(ProbeTask task, ProbeModel model, int clip)
    {
        int windows = task.Windows(clip), dimension = task.Embeddings.Dimension;
        var rows = new float[windows * dimension];
        for (int i = 0; i < windows; i++)
            Load(task.Embeddings.Row(task.FirstRow[clip] + i), model.Standardisation, rows.AsSpan(i * dimension, dimension));
        if (model.Hidden is not null)
        {
            rows = Outputs(rows, windows, model.Hidden);
            TensorPrimitives.Max(rows, 0f, rows);
        }
        var outputs = Outputs(rows, windows, model.Output);
        var mean = new float[outputs.Length / windows];
        for (int i = 0; i < windows; i++)
        {
            var window = outputs.AsSpan(i * mean.Length, mean.Length);
            Link.ToScores(window, model.Scale);
            TensorPrimitives.MultiplyAdd(window, 1f / windows, mean, mean);
        }
        var scores = model.Classes.FixedScores(model.Scale);
        for (int k = 0; k < mean.Length; k++) scores[model.Classes.Classes[k]] = mean[k];
        return scores;
    }

    private static float[] Outputs(float[] rows, int windows, Layer layer)
    {
        var outputs = new float[windows * layer.Biases.Length];
        MatrixKernel.Outputs(rows, layer.Weights, rows.Length / windows, outputs);
        for (int i = 0; i < windows; i++)
        {
            var window = outputs.AsSpan(i * layer.Biases.Length, layer.Biases.Length);
            TensorPrimitives.Add(window, layer.Biases, window);
        }
        return outputs;
    }

    private static void Load(ReadOnlySpan<float> embedding, Standardisation? standardisation, Span<float> row)
    {
        if (standardisation is null) embedding.CopyTo(row);
        else standardisation.Apply(embedding, row);
    }
}
