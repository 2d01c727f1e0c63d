using TorchSharp;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// The standardised training windows X (N x D), ready for logistic regression. With at least as many windows as features they stay as they
/// are. With fewer, the solution lies in the span of the windows (L2 is blind to rotations), so X is replaced by its coordinates
/// there, Z = U √Λ of X Xᵀ = U Λ Uᵀ, which are at most N: the same problem, but smaller. Blocks of rows keep every buffer in cache.
/// </summary>
internal sealed class Design : IDisposable
{
    private const int BlockRows = 2048;
    private const int SampledRowsPerFeature = 4;
    private const int LeastSampledRows = 8192;
    private const float RankTolerance = 1e-6f;
    private torch.Tensor? _toFeatures; // D x Width; null where coordinates are features

    private Design(IReadOnlyList<NativeMatrix> blocks, Curvature curvature, Standardisation standardisation)
    {
        (Blocks, Curvature, Standardisation) = (blocks, curvature, standardisation);
        (Rows, Width) = (blocks.Sum(block => block.Rows), blocks[0].Columns);
    }

    /// <summary>All windows, a block of rows after another.</summary>
    public IReadOnlyList<NativeMatrix> Blocks { get; }

    public int Rows { get; }

    public int Width { get; }

    public Curvature Curvature { get; }

    public Standardisation Standardisation { get; }

    public static Design Of(EmbeddingMatrix embeddings, int[] rows)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var standardisation = Standardisation.Of(embeddings, rows);
        return rows.Length >= embeddings.Dimension ? Tall(embeddings, rows, standardisation) : Wide(embeddings, rows, standardisation);
    }

    /// <summary>Weights of the standardised features from weights of these coordinates, one row an output.</summary>
    public float[] ToFeatureWeights(ReadOnlySpan<float> weights, int outputs)
    {
        if (_toFeatures is null) return weights.ToArray();
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        return NativeMatrix.ValuesOf(torch.tensor(weights.ToArray(), outputs, Width).mm(_toFeatures.t())).ToArray();
    }

    public void Dispose()
    {
        foreach (var block in Blocks) block.Dispose();
        Curvature.Dispose();
        _toFeatures?.Dispose();
    }

    private static Design Tall(EmbeddingMatrix embeddings, int[] rows, Standardisation standardisation)
    {
        var blocks = rows.Chunk(BlockRows).Select(part => Standardised(embeddings, part, standardisation)).ToArray();
        var (values, vectors) = torch.linalg.eigh(SecondMoments(embeddings, rows, standardisation));
        return new Design(blocks, new Curvature(NativeMatrix.ValuesOf(values).ToArray(), vectors.contiguous()), standardisation);
    }

    private static Design Wide(EmbeddingMatrix embeddings, int[] rows, Standardisation standardisation)
    {
        using var windows = Standardised(embeddings, rows, standardisation);
        var (values, vectors) = torch.linalg.eigh(windows.Tensor.mm(windows.Tensor.t()));
        var all = NativeMatrix.ValuesOf(values);
        int dropped = 0;
        while (dropped < all.Length - 1 && all[dropped] <= RankTolerance * all[^1]) dropped++;
        int width = all.Length - dropped;
        var roots = values.narrow(0, dropped, width).clamp_min(float.Epsilon).sqrt();
        var kept = vectors.narrow(1, dropped, width);
        var coordinates = new NativeMatrix(rows.Length, width);
        coordinates.Tensor.copy_(kept * roots);
        var curvature = new Curvature(NativeMatrix.ValuesOf(roots * roots / rows.Length).ToArray(), vectors: null);
        return new Design([coordinates], curvature, standardisation)
        {
            _toFeatures = windows.Tensor.t().mm(kept / roots).DetachFromDisposeScope(),
        };
    }

    // A preconditioner may be rough: some rows, evenly spread, stand for all.
    private static torch.Tensor SecondMoments(EmbeddingMatrix embeddings, int[] rows, Standardisation standardisation)
    {
        int dimension = embeddings.Dimension;
        int stride = Math.Max(1, rows.Length / Math.Max(SampledRowsPerFeature * dimension, LeastSampledRows));
        var sampled = rows.Where((_, i) => i % stride == 0).ToArray();
        var moments = torch.zeros(dimension, dimension);
        foreach (var part in sampled.Chunk(BlockRows))
        {
            using var block = Standardised(embeddings, part, standardisation);
            moments.addmm_(block.Tensor.t(), block.Tensor, 1, 1f / sampled.Length);
        }
        return moments;
    }

    private static NativeMatrix Standardised(EmbeddingMatrix embeddings, int[] rows, Standardisation standardisation)
    {
        var block = new NativeMatrix(rows.Length, embeddings.Dimension);
        Parallel.For(0, rows.Length, i => standardisation.Apply(embeddings.Row(rows[i]), block.Row(i)));
        return block;
    }
}
