using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;

namespace Hares.Embed.Tests.Encoders.Own;

public sealed class OutputPoolingTests
{
    /// <summary>Two windows of three steps of two features.</summary>
    private static readonly ModelOutput Sequence = new([1, 10, 2, 20, 6, 60, 0, 0, 0, 3, 0, 0], [2, 3, 2]);

    [Theory]
    [InlineData(null, new float[] { 3, 30 }, new float[] { 0, 1 })]
    [InlineData(Pooling.Mean, new float[] { 3, 30 }, new float[] { 0, 1 })]
    [InlineData(Pooling.MeanMax, new float[] { 9, 90 }, new float[] { 0, 4 })]
    [InlineData(Pooling.MeanDeviation, new[] { 3, 30, 2.16024685f, 21.6024685f }, new[] { 0, 1, 0, 1.4142135f })]
    [InlineData(Pooling.Token, new float[] { 1, 10 }, new float[] { 0, 0 })]
    public void A_sequence_becomes_one_vector_a_window(Pooling? pooling, float[] first, float[] second) =>
        Assert.Equal([first, second], OutputPooling.Rows(Sequence, 2, pooling));

    [Fact]
    public void An_output_without_time_is_taken_as_it_is() =>
        Assert.Equal([[1, 2, 3], [4, 5, 6]], OutputPooling.Rows(new([1, 2, 3, 4, 5, 6], [2, 3]), 2, null));

    [Fact]
    public void One_bad_step_spoils_the_vector_and_no_step_gives_none()
    {
        Assert.All(OutputPooling.Rows(new([1, float.NaN], [1, 2, 1]), 1, Pooling.MeanMax)[0], value => Assert.True(float.IsNaN(value)));
        Assert.All(OutputPooling.Rows(new([], [1, 0, 4]), 1, null)[0], value => Assert.True(float.IsNaN(value)));
    }

    [Theory]
    [InlineData(new long[] { 4 }, null, "gives (4) for 2 windows")]
    [InlineData(new long[] { 1, 4 }, null, "gives (1, 4) for 2 windows")]
    [InlineData(
        new long[] { 2, 1, 1, 2 }, null, "gives (2, 1, 1, 2) for 2 windows; (batch, features), or (batch, time, features) to be pooled, is wanted.")]
    [InlineData(new long[] { 2, 2 }, Pooling.Mean, "has no time to be pooled over; remove \"pooling\".")]
    public void An_output_of_another_shape_is_refused_with_its_sizes(long[] shape, Pooling? pooling, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<EncoderException>(() => OutputPooling.Rows(new(new float[4], shape), 2, pooling)).Message);
}
