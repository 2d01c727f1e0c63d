using System.Numerics.Tensors;

namespace Hares.Probe.Protocols;

/// <summary>Every feature minus its mean, over its standard deviation (population), both of training windows. A feature that does not vary becomes 0.</summary>
internal sealed class Standardisation
{
    private readonly float[] _mean;
    private readonly float[] _scale; // one over the standard deviation

    private Standardisation(float[] mean, float[] scale) => (_mean, _scale) = (mean, scale);

    public static Standardisation Of(EmbeddingMatrix embeddings, IReadOnlyList<int> rows)
    {
        double[] sum = new double[embeddings.Dimension], squares = new double[embeddings.Dimension], wide = new double[embeddings.Dimension];
        foreach (int row in rows)
        {
            TensorPrimitives.ConvertTruncating<float, double>(embeddings.Row(row), wide);
            TensorPrimitives.Add<double>(sum, wide, sum);
        }
        TensorPrimitives.Divide(sum, rows.Count, sum);
        foreach (int row in rows)
        {
            TensorPrimitives.ConvertTruncating<float, double>(embeddings.Row(row), wide);
            TensorPrimitives.Subtract<double>(wide, sum, wide);
            TensorPrimitives.MultiplyAdd<double>(wide, wide, squares, squares);
        }
        return new Standardisation([.. sum.Select(mean => (float)mean)], [.. sum.Zip(squares, (mean, square) => Scale(mean, Math.Sqrt(square / rows.Count)))]);
    }

    public void Apply(ReadOnlySpan<float> embedding, Span<float> standardised)
    {
        TensorPrimitives.Subtract(embedding, _mean, standardised);
        TensorPrimitives.Multiply<float>(standardised, _scale, standardised);
    }

    // What is left of a constant feature's deviation is rounding of its mean; dividing by it would turn noise into a feature.
    private static float Scale(double mean, double deviation) => deviation <= 1e-6 * Math.Abs(mean) || deviation < 1e-30 ? 0 : (float)(1 / deviation);
}
