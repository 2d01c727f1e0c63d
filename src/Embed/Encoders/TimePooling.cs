using Hares.Embed.Encoders.NormalizerFree;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>The pooling over time that ends every network.</summary>
internal static class TimePooling
{
    /// <param name="sequence">(batch, time, features).</param>
    /// <param name="pooling">Any but <see cref="Pooling.Token"/>, which is no pooling over time.</param>
    /// <returns>(batch, features) in float32 whatever the sequence, twice the features with the deviation.</returns>
    public static Tensor Of(Tensor sequence, Pooling pooling) => pooling switch
    {
        Pooling.Mean => sequence.to(float32).mean([1]),
        Pooling.MeanMax => sequence.amax([1]).to(float32).Plus(sequence.to(float32).mean([1])),
        Pooling.MeanDeviation => MeanDeviation(sequence.to(float32)),
        _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "This is no pooling over time."),
    };

    /// <summary>The same for maps, (batch, features, time, frequency): their mean over frequency is pooled.</summary>
    public static Tensor OfMaps(Tensor maps, Pooling pooling) =>
        pooling == Pooling.Mean ? GlobalMean.Of(maps.to(float32)) : Of(maps.to(float32).mean([3]).transpose(1, 2), pooling);

    private static Tensor MeanDeviation(Tensor sequence)
    {
        var mean = sequence.mean([1], keepdim: true);
        var deviation = sequence.Minus(mean).square().mean([1]).sqrt_();
        return cat([mean.squeeze(1), deviation], 1);
    }
}
