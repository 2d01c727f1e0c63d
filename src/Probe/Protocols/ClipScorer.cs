using System.Numerics.Tensors;
using TorchSharp;

namespace Hares.Probe.Protocols;

/// <summary>Scores clips: the mean over a clip's windows of the probabilities, for every class of the task.</summary>
internal static class ClipScorer
{
    private const int BlockRows = 1024;

    public static float[][] Score(ProbeTask task, LinearModel model, IReadOnlyList<int> clips, CancellationToken cancellation)
    {
        using var _ = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        int dimension = task.Embeddings.Dimension, outputs = model.Biases.Length;
        var weights = torch.tensor(model.Weights, outputs, dimension);
        using var block = new NativeMatrix(BlockRows, dimension);
        var scores = clips.Select(_ => (float[])model.Classes.FixedScores.Clone()).ToArray();
        var windows = Windows(task, clips).ToArray();
        foreach (var part in windows.Chunk(BlockRows))
        {
            cancellation.ThrowIfCancellationRequested();
            using var partScope = torch.NewDisposeScope();
            for (int i = 0; i < part.Length; i++) Load(task.Embeddings.Row(part[i].Row), model.Standardisation, block.Row(i));
            var logits = NativeMatrix.ValuesOf(block.Tensor.narrow(0, 0, part.Length).mm(weights.t()));
            for (int i = 0; i < part.Length; i++)
            {
                var window = logits.Slice(i * outputs, outputs);
                TensorPrimitives.Add(window, model.Biases, window);
                Link.ToProbabilities(window, model.MultiLabel);
                var clip = scores[part[i].Position];
                for (int k = 0; k < outputs; k++) clip[model.Classes.Classes[k]] += window[k] / part[i].Of;
            }
        }
        return scores;
    }

    private static IEnumerable<(int Row, int Position, int Of)> Windows(ProbeTask task, IReadOnlyList<int> clips) =>
        clips.SelectMany((clip, position) => Enumerable.Range(task.FirstRow[clip], task.Windows(clip)).Select(row => (row, position, task.Windows(clip))));

    private static void Load(ReadOnlySpan<float> embedding, Standardisation? standardisation, Span<float> row)
    {
        if (standardisation is null) embedding.CopyTo(row);
        else standardisation.Apply(embedding, row);
    }
}
