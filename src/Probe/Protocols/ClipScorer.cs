using System.Numerics.Tensors;

namespace Hares.Probe.Protocols;

/// <summary>Scores clips: the mean over a clip's windows of the probabilities, for every class of the task.</summary>
internal static class ClipScorer
{
    private const int BlockClips = 32;

    public static float[][] Score(ProbeTask task, LinearModel model, IReadOnlyList<int> clips, CancellationToken cancellation)
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

    private static float[] Score(ProbeTask task, LinearModel model, int clip)
    {
        int windows = task.Windows(clip), dimension = task.Embeddings.Dimension, outputs = model.Biases.Length;
        float[] rows = new float[windows * dimension], logits = new float[windows * outputs], mean = new float[outputs];
        for (int i = 0; i < windows; i++) Load(task.Embeddings.Row(task.FirstRow[clip] + i), model.Standardisation, rows.AsSpan(i * dimension, dimension));
        MatrixKernel.Outputs(rows, model.Weights, dimension, logits);
        for (int i = 0; i < windows; i++)
        {
            var window = logits.AsSpan(i * outputs, outputs);
            TensorPrimitives.Add(window, model.Biases, window);
            Link.ToProbabilities(window, model.MultiLabel);
            TensorPrimitives.MultiplyAdd(window, 1f / windows, mean, mean);
        }
        var scores = (float[])model.Classes.FixedScores.Clone();
        for (int k = 0; k < outputs; k++) scores[model.Classes.Classes[k]] = mean[k];
        return scores;
    }

    private static void Load(ReadOnlySpan<float> embedding, Standardisation? standardisation, Span<float> row)
    {
        if (standardisation is null) embedding.CopyTo(row);
        else standardisation.Apply(embedding, row);
    }
}
