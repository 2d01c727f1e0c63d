using System.Numerics.Tensors;

namespace Hares.Embed.Encoders.Own;

/// <summary>Makes one vector a window of what a model gives: (windows, features) as it is, (windows, time, features) pooled over time.</summary>
internal static class OutputPooling
{
    /// <param name="pooling">Null: the mean where there is time.</param>
    /// <exception cref="EncoderException">An output of another shape; without the model's name.</exception>
    public static float[][] Rows(ModelOutput output, int windows, Pooling? pooling)
    {
        if (output.Shape.Length is not (2 or 3) || output.Shape[0] != windows)
            throw new EncoderException(
                $"the model gives ({string.Join(", ", output.Shape)}) for {windows} windows; "
                + "(batch, features), or (batch, time, features) to be pooled, is wanted.");
        if (output.Shape.Length == 2 && pooling is not null)
            throw new EncoderException(
                $"the model gives ({string.Join(", ", output.Shape)}), which has no time to be pooled over; remove \"pooling\".");
        var (features, length) = ((int)output.Shape[^1], output.Values.Length / windows);
        var rows = Enumerable.Range(0, windows).Select(i => output.Values.AsMemory(i * length, length));
        return output.Shape.Length == 2
            ? [.. rows.Select(row => row.ToArray())]
            : [.. rows.Select(row => Pooled(row.Span, features, pooling ?? Pooling.Mean))];
    }

    private static float[] Pooled(ReadOnlySpan<float> sequence, int features, Pooling pooling)
    {
        if (pooling == Pooling.Token)
            return sequence[..Math.Min(features, sequence.Length)].ToArray();
        var mean = Mean(sequence, features);
        return pooling switch
        {
            Pooling.Mean => Narrow(mean),
            Pooling.MeanMax => Narrow(Plus(mean, Maximum(sequence, features))),
            Pooling.MeanDeviation => [.. Narrow(mean), .. Narrow(Deviation(sequence, mean))],
            _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "no such pooling"),
        };
    }

    /// <summary>All NaN where there is no time at all.</summary>
    private static double[] Mean(ReadOnlySpan<float> sequence, int features)
    {
        var (sum, step) = (new double[features], new double[features]);
        for (var start = 0; start < sequence.Length; start += features)
        {
            TensorPrimitives.ConvertTruncating<float, double>(sequence.Slice(start, features), step);
            TensorPrimitives.Add<double>(sum, step, sum);
        }

        TensorPrimitives.Divide(sum, (double)(sequence.Length / Math.Max(1, features)), sum);
        return sum;
    }

    private static double[] Deviation(ReadOnlySpan<float> sequence, double[] mean)
    {
        var features = mean.Length;
        var (squares, step) = (new double[features], new double[features]);
        for (var start = 0; start < sequence.Length; start += features)
        {
            TensorPrimitives.ConvertTruncating<float, double>(sequence.Slice(start, features), step);
            TensorPrimitives.Subtract<double>(step, mean, step);
            TensorPrimitives.MultiplyAdd<double>(step, step, squares, squares);
        }

        TensorPrimitives.Divide(squares, (double)(sequence.Length / Math.Max(1, features)), squares);
        TensorPrimitives.Sqrt<double>(squares, squares);
        return squares;
    }

    private static float[] Maximum(ReadOnlySpan<float> sequence, int features)
    {
        var maximum = new float[features];
        Array.Fill(maximum, float.NegativeInfinity);
        for (var start = 0; start < sequence.Length; start += features)
            TensorPrimitives.Max(maximum, sequence.Slice(start, features), maximum); // NaN wins, as it should
        return maximum;
    }

    private static double[] Plus(double[] mean, float[] maximum) => [.. mean.Zip(maximum, (a, b) => a + b)];

    private static float[] Narrow(double[] values) => [.. values.Select(value => (float)value)];
}
