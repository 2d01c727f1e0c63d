using System.Numerics.Tensors;

namespace Hares.Probe.Protocols;

/// <summary>
/// Every feature minus its mean, over its standard deviation (population), both of training windows. A feature that does not vary becomes 0.
/// </summary>
internal sealed class Standardisation
{
    private const int StripeColumns = 256; // sums of a column run over rows in order: threads take stripes, and change no bit of the result
    private readonly float[] _mean;
    private readonly float[] _scale; // one over the standard deviation

    private Standardisation(float[] mean, float[] scale) => (_mean, _scale) = (mean, scale);

    public static Standardisation Of(EmbeddingMatrix embeddings, IReadOnlyList<int> rows)
    {
        var (mean, scale) = (new float[embeddings.Dimension], new float[embeddings.Dimension]);
        int stripes = (embeddings.Dimension + StripeColumns - 1) / StripeColumns;
        Parallel.For(0, stripes, stripe =>
        {
            int first = stripe * StripeColumns, width = Math.Min(StripeColumns, embeddings.Dimension - first);
            Measure(embeddings, rows, first, mean.AsSpan(first, width), scale.AsSpan(first, width));
        });
        return new Standardisation(mean, scale);
    }

    public void Apply(ReadOnlySpan<float> embedding, Span<float> standardised)
    {
        TensorPrimitives.Subtract(embedding, _mean, standardised);
        TensorPrimitives.Multiply<float>(standardised, _scale, standardised);
    }

    private static void Measure(EmbeddingMatrix embeddings, IReadOnlyList<int> rows, int first, Span<float> mean, Span<float> scale)
    {
        double[] sum = new double[mean.Length], squares = new double[mean.Length], wide = new double[mean.Length];
        foreach (int row in rows)
        {
            TensorPrimitives.ConvertTruncating<float, double>(embeddings.Row(row).Slice(first, mean.Length), wide);
            TensorPrimitives.Add<double>(sum, wide, sum);
        }
        TensorPrimitives.Divide(sum, rows.Count, sum);
        foreach (int row in rows)
        {
            TensorPrimitives.ConvertTruncating<float, double>(embeddings.Row(row).Slice(first, mean.Length), wide);
            TensorPrimitives.Subtract<double>(wide, sum, wide);
            TensorPrimitives.MultiplyAdd<double>(wide, wide, squares, squares);
        }
        for (int column = 0; column < mean.Length; column++)
            (mean[column], scale[column]) = ((float)sum[column], Scale(sum[column], Math.Sqrt(squares[column] / rows.Count)));
    }

    // What is left of a constant feature's deviation is rounding of its mean; dividing by it would turn noise into a feature.
    private static float Scale(double mean, double deviation) => deviation <= 1e-6 * Math.Abs(mean) || deviation < 1e-30 ? 0 : (float)(1 / deviation);
}
