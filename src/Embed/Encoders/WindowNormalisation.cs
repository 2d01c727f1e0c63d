using System.Numerics.Tensors;

namespace Hares.Embed.Encoders;

/// <summary>Brings a window of log-mel to the scale a network was trained on.</summary>
internal abstract record WindowNormalisation
{
    /// <summary>Minus the window's own mean, over its own population standard deviation (at least 1e-5): silence becomes zeros.</summary>
    public static WindowNormalisation Standardise { get; } = new OwnStatistics();

    /// <summary>Minus the mean, over the standard deviation, of a training corpus.</summary>
    public static WindowNormalisation Fixed(float mean, float standardDeviation) => new FixedStatistics(mean, standardDeviation);

    public abstract void Apply(ReadOnlySpan<float> window, Span<float> destination);

    private sealed record OwnStatistics : WindowNormalisation
    {
        private const float MinimumDeviation = 1e-5f;

        public override void Apply(ReadOnlySpan<float> window, Span<float> destination)
        {
            TensorPrimitives.Subtract(window, TensorPrimitives.Sum(window) / window.Length, destination);
            var deviation = MathF.Sqrt(TensorPrimitives.SumOfSquares(destination) / window.Length);
            TensorPrimitives.Divide(destination, MathF.Max(deviation, MinimumDeviation), destination);
        }
    }

    private sealed record FixedStatistics(float Mean, float StandardDeviation) : WindowNormalisation
    {
        public override void Apply(ReadOnlySpan<float> window, Span<float> destination)
        {
            TensorPrimitives.Subtract(window, Mean, destination);
            TensorPrimitives.Divide(destination, StandardDeviation, destination);
        }
    }
}
