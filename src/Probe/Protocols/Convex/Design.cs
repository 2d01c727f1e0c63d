using TorchSharp;

namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// The standardised training windows X (N x D), ready for logistic regression. Weights are sought in the coordinates in which the windows'
/// second moments are (nearly) a diagonal, which L2 is blind to: a search that knows the diagonal takes few steps. With at least as many
/// windows as features, the windows themselves stay as they are, and weights are turned into features and gradients back at every step.
/// With fewer, the solution lies in the span of the windows, so X is replaced by its N coordinates there, Rᵀ V of Xᵀ = Q R and R Rᵀ = V Λ Vᵀ: the
/// same problem, but smaller. Coordinates that are zero in every window fill them up to whole vectors.
/// </summary>
internal sealed class Design : IDisposable
{
    private const int BlockRows = 2048;
    private const int SampledRowsPerFeature = 2;
    private const int LeastSampledRows = 4096;
    private const int VectorFloats = 16;
    private const long ValuesForManyThreads = 1 << 24;
    private readonly ChangeOfBasis _toFeatures;
    private readonly ChangeOfBasis? _toCoordinates; // null where the rows are in coordinates already

    private Design(
        EmbeddingMatrix rows, Curvature curvature, ChangeOfBasis toFeatures, ChangeOfBasis? toCoordinates, Standardisation standardisation) =>
        (Rows, Curvature, _toFeatures, _toCoordinates, Standardisation) = (rows, curvature, toFeatures, toCoordinates, standardisation);

    /// <summary>The windows, N x <see cref="Width"/>.</summary>
    public EmbeddingMatrix Rows { get; }

    /// <summary>Coordinates of an output's weights.</summary>
    public int Width => Rows.Dimension;

    public Curvature Curvature { get; }

    public Standardisation Standardisation { get; }

    public static Design Of(EmbeddingMatrix embeddings, int[] windows)
    {
        // libtorch's rounding moves with its threads, and a thread of the pool may bring any number along: the work alone decides.
        torch.set_num_threads((long)windows.Length * embeddings.Dimension < ValuesForManyThreads ? 1 : Environment.ProcessorCount);
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var standardisation = Standardisation.Of(embeddings, windows);
        if (!standardisation.Varies) throw new ProbeException("All training windows have the same embedding.");
        var rows = new EmbeddingMatrix(windows.Length, embeddings.Dimension);
        Parallel.For(0, windows.Length, i => standardisation.Apply(embeddings.Row(windows[i]), rows.Row(i)));
        if (rows.Rows >= rows.Dimension) return OfFeatures(rows, standardisation);
        using (rows) return InSpan(rows, standardisation);
    }

    /// <summary>Weights to multiply <see cref="Rows"/> by, from coordinates, one row an output.</summary>
    public float[] ToRowWeights(ReadOnlySpan<float> weights, int outputs) =>
        _toCoordinates is null ? weights.ToArray() : ToFeatureWeights(weights, outputs);

    /// <summary>Weights of the standardised features, from coordinates, one row an output.</summary>
    public float[] ToFeatureWeights(ReadOnlySpan<float> weights, int outputs) => _toFeatures.Of(weights, outputs);

    /// <summary>A gradient by the weights of <see cref="Rows"/> becomes one by coordinates.</summary>
    public void ToCoordinates(Span<float> gradient, int outputs) => _toCoordinates?.Of(gradient, outputs).CopyTo(gradient);

    public void Dispose()
    {
        Rows.Dispose();
        _toFeatures.Dispose();
        _toCoordinates?.Dispose();
    }

    // Roughly a diagonal will do: some rows, evenly spread, stand for all.
    private static Design OfFeatures(EmbeddingMatrix rows, Standardisation standardisation)
    {
        int stride = Math.Max(1, rows.Rows / Math.Max(SampledRowsPerFeature * rows.Dimension, LeastSampledRows));
        int[] sampled = [.. Enumerable.Range(0, rows.Rows).Where(row => row % stride == 0)];
        var moments = torch.zeros(rows.Dimension, rows.Dimension);
        foreach (var part in sampled.Chunk(BlockRows))
        {
            using var block = ToTensor(rows, part);
            AddMoments(moments, block, 1f / sampled.Length);
        }
        var (values, vectors) = torch.linalg.eigh(moments);
        return new Design(rows, new Curvature(values.ToFloats()), new ChangeOfBasis(vectors), new ChangeOfBasis(vectors.t()), standardisation);
    }

    // Below the diagonal, in strips: all that eigh reads.
    private static void AddMoments(torch.Tensor moments, torch.Tensor block, float weight)
    {
        const int Strips = 8;
        int dimension = (int)block.shape[1], width = (dimension + Strips - 1) / Strips;
        for (int first = 0; first < dimension; first += width)
        {
            using var scope = torch.NewDisposeScope();
            int left = dimension - first, across = Math.Min(width, left);
            moments.narrow(0, first, left).narrow(1, first, across)
                .addmm_(block.narrow(1, first, left).t(), block.narrow(1, first, across), 1, weight);
        }
    }

    // Not by the windows' products: their eigenvalues are squares of deviations, of which single precision would lose the least.
    private static Design InSpan(EmbeddingMatrix rows, Standardisation standardisation)
    {
        var windows = ToTensor(rows, [.. Enumerable.Range(0, rows.Rows)]);
        var (span, triangle) = torch.linalg.qr(windows.t()); // D x N, N x N
        var (values, vectors) = torch.linalg.eigh(triangle.mm(triangle.t()));
        int missing = (VectorFloats - rows.Rows % VectorFloats) % VectorFloats;
        vectors = torch.nn.functional.pad(vectors, [0, missing]); // N x width
        var coordinates = new EmbeddingMatrix(rows.Rows, rows.Rows + missing);
        triangle.t().mm(vectors).ToFloats().CopyTo(coordinates.All);
        var curvature = new Curvature([.. values.ToFloats().Select(value => value / rows.Rows), .. Enumerable.Repeat(1f, missing)]);
        return new Design(coordinates, curvature, new ChangeOfBasis(span.mm(vectors)), toCoordinates: null, standardisation);
    }

    private static torch.Tensor ToTensor(EmbeddingMatrix matrix, int[] rows)
    {
        var values = new float[rows.Length * matrix.Dimension];
        for (int i = 0; i < rows.Length; i++) matrix.Row(rows[i]).CopyTo(values.AsSpan(i * matrix.Dimension));
        return torch.tensor(values, rows.Length, matrix.Dimension);
    }
}
