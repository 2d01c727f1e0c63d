using System.Numerics.Tensors;

namespace Hares.Probe.Protocols;

/// <summary>
/// Every feature minus its mean, over its standard deviation (population), both of training windows. A feature that does not vary becomes 0.
/// </summary>
internal sealed class Standardisation
{
    private const int MaxSlices = 16; // of the windows; their sums are added in order: threads take slices, and change no bit of the result
    private readonly float[] _mean;
    private readonly float[] _scale; // one over the standard deviation

    private Standardisation(float[] mean, float[] scale) => (_mean, _scale) = (mean, scale);

    /// <summary>That of some windows, at least one.</summary>
    public static Standardisation Of(EmbeddingMatrix embeddings, int[] windows)
    {
        // Sums of distances from the first window: those from zero would lose a spread that is small beside the mean.
        double[] origin = new double[embeddings.Dimension], sum = new double[origin.Length], squares = new double[origin.Length];
        TensorPrimitives.ConvertTruncating<float, double>(embeddings.Row(windows[0]), origin);
        var slices = new (double[] Sum, double[] Squares)[Math.Min(MaxSlices, windows.Length)];
        Parallel.For(0, slices.Length, i => slices[i] = Sums(embeddings, windows.AsSpan(First(i)..First(i + 1)), origin));
        foreach (var slice in slices)
        {
            TensorPrimitives.Add<double>(sum, slice.Sum, sum);
            TensorPrimitives.Add<double>(squares, slice.Squares, squares);
        }

        float[] mean = new float[origin.Length], scale = new float[origin.Length];
        for (int column = 0; column < origin.Length; column++)
        {
            double distance = sum[column] / windows.Length;
            double variance = (squares[column] / windows.Length) - (distance * distance);
            (mean[column], scale[column]) =
                ((float)(origin[column] + distance), Scale(origin[column] + distance, Math.Sqrt(Math.Max(0, variance))));
        }
        return new Standardisation(mean, scale);

        int First(int slice) => (int)((long)windows.Length * slice / slices.Length);
    }

    /// <summary>Whether any feature varies.</summary>
    public bool Varies => _scale.AsSpan().ContainsAnyExcept(0f);

    public void Apply(ReadOnlySpan<float> embedding, Span<float> standardised)
    {
        TensorPrimitives.Subtract(embedding, _mean, standardised);
        TensorPrimitives.Multiply<float>(standardised, _scale, standardised);
    }

    private static (double[] Sum, double[] Squares) Sums(EmbeddingMatrix embeddings, ReadOnlySpan<int> windows, double[] origin)
    {
        double[] sum = new double[origin.Length], squares = new double[origin.Length], distance = new double[origin.Length];
        foreach (int window in windows)
        {
            TensorPrimitives.ConvertTruncating<float, double>(embeddings.Row(window), distance);
            TensorPrimitives.Subtract<double>(distance, origin, distance);
            TensorPrimitives.Add<double>(sum, distance, sum);
            TensorPrimitives.MultiplyAdd<double>(distance, distance, squares, squares);
        }
        return (sum, squares);
    }

    // What is left of a constant feature's deviation is rounding of its mean; dividing by it would turn noise into a feature.
    private static float Scale(double mean, double deviation) => deviation <= 1e-6 * Math.Abs(mean) || deviation < 1e-30 ? 0 : (float)(1 / deviation);
}
