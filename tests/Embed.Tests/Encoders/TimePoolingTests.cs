using Hares.Embed.Encoders;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class TimePoolingTests
{
    private static readonly float[] Steps = [1, 10, 3, 10, 5, 10, 7, 10]; // 4 steps of 2 features

    [Theory]
    [InlineData(Pooling.Mean, new float[] { 4, 10 })]
    [InlineData(Pooling.MeanMax, new float[] { 11, 20 })]
    [InlineData(Pooling.MeanDeviation, new[] { 4, 10, 2.236068f, 0 })]
    public void Features_are_pooled_over_the_steps(Pooling pooling, float[] expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected, TimePooling.Of(tensor(Steps, 1, 4, 2), pooling).data<float>().ToArray());
    }

    [Theory]
    [InlineData(Pooling.Mean, new float[] { 4, 10 })]
    [InlineData(Pooling.MeanMax, new float[] { 11, 20 })]
    [InlineData(Pooling.MeanDeviation, new[] { 4, 10, 2.236068f, 0 })]
    public void Maps_are_pooled_over_time_after_their_mean_over_frequency(Pooling pooling, float[] expected)
    {
        using var scope = NewDisposeScope();
        var maps = tensor(Steps, 1, 4, 2).transpose(1, 2).unsqueeze(-1) + tensor(new float[] { -2, 0, 2 });
        Assert.Equal(expected, TimePooling.OfMaps(maps, pooling).data<float>().ToArray());
    }

    [Fact]
    public void The_class_token_is_no_pooling_over_time() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TimePooling.Of(zeros(1, 1, 1), Pooling.Token));
}
