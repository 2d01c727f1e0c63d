namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>One property of the vocal tract over an utterance, a value every <see cref="FrameSamples"/> samples.</summary>
internal sealed class Track
{
    /// <summary>2.5 ms.</summary>
    public const int FrameSamples = 40;

    /// <summary>Frames a second.</summary>
    public const int RateHz = FormantSynthesizer.SampleRateHz / FrameSamples;

    private double[] _values;

    private Track(double[] values) => _values = values;

    public double this[int frame] => _values[frame];

    /// <summary>Steps from gesture to gesture.</summary>
    public static Track Of(IReadOnlyList<Gesture> gestures, Func<Gesture, double> property) => Of(gestures, gestures.Select(property));

    /// <summary>Steps from gesture to gesture, each with its value in the list.</summary>
    public static Track Of(IReadOnlyList<Gesture> gestures, IEnumerable<double> values) =>
        new([.. gestures.Zip(values).SelectMany(step => Enumerable.Repeat(step.Second, Frames(step.First)))]);

    /// <summary>
    /// Steps from gesture to gesture; those without a value of their own (0) take the next one that has one, or else the last before them.
    /// </summary>
    public static Track Filled(IReadOnlyList<Gesture> gestures, Func<Gesture, double> property)
    {
        var track = Of(gestures, property);
        FillBackwards(track._values);
        Array.Reverse(track._values);
        FillBackwards(track._values);
        Array.Reverse(track._values);
        return track;
    }

    public static int Frames(Gesture gesture) => Math.Max(1, (int)(gesture.Seconds * RateHz + 0.5));

    /// <summary>
    /// Turns steps into glides: two moving averages of half the time each, a little of the neighbours in every value, as tongues and lips are slow.
    /// </summary>
    public Track Smoothed(double seconds)
    {
        var half = Math.Max(1, (int)(seconds * RateHz / 4 + 0.5));
        _values = Average(Average(_values, half), half);
        return this;
    }

    private static void FillBackwards(double[] values)
    {
        for (var i = values.Length - 2; i >= 0; i--)
            if (values[i] == 0) values[i] = values[i + 1];
    }

    /// <summary>The mean of each value and so many on both sides of it.</summary>
    private static double[] Average(double[] values, int reach)
    {
        var averages = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var sum = 0.0;
            for (var j = i - reach; j <= i + reach; j++) sum += values[Math.Clamp(j, 0, values.Length - 1)];
            averages[i] = sum / (2 * reach + 1);
        }
        return averages;
    }
}
