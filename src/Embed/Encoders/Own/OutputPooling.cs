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
        var features = (int)output.Shape[^1];
        var window = output.Values.Length / windows;
        return [.. Enumerable.Range(0, windows).Select(i => Pooled(output.Values.AsSpan(i * window, window), features, pooling ?? Pooling.Mean))];
    }

    private static float[] Pooled(ReadOnlySpan<float> sequence, int features, Pooling pooling) => pooling switch
    {
        Pooling.Mean => [.. Moments(sequence, features).Select(moment => (float)moment.Mean)],
        Pooling.MeanMax => [.. Moments(sequence, features).Select(moment => (float)(moment.Mean + moment.Maximum))],
        Pooling.MeanDeviation => [
            .. Moments(sequence, features).Select(moment => (float)moment.Mean),
            .. Moments(sequence, features).Select(moment => (float)moment.Deviation),
        ],
        Pooling.Token => sequence[..Math.Min(features, sequence.Length)].ToArray(),
        _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "no such pooling"),
    };

    private static (double Mean, double Maximum, double Deviation)[] Moments(ReadOnlySpan<float> sequence, int features)
    {
        var moments = new (double, double, double)[features];
        for (var feature = 0; feature < features; feature++)
            moments[feature] = Moments(sequence, feature, features);
        return moments;
    }

    /// <summary>All NaN where there is no time at all.</summary>
    private static (double Mean, double Maximum, double Deviation) Moments(ReadOnlySpan<float> sequence, int feature, int features)
    {
        var (sum, squares, maximum, steps) = (0.0, 0.0, double.NegativeInfinity, sequence.Length / features);
        for (var i = feature; i < sequence.Length; i += features)
        {
            sum += sequence[i];
            maximum = Math.Max(maximum, sequence[i]); // NaN wins, as it should
        }

        var mean = sum / steps;
        for (var i = feature; i < sequence.Length; i += features)
            squares += (sequence[i] - mean) * (sequence[i] - mean);
        return (mean, maximum, Math.Sqrt(squares / steps));
    }
}
