using Hares.Embed.Encoders.NormalizerFree;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

public sealed class SamePaddingTests
{
    [Theory]
    [InlineData(300, 3, 1, 1, 1)]
    [InlineData(300, 3, 2, 0, 1)]
    [InlineData(301, 3, 2, 1, 1)]
    [InlineData(300, 1, 2, 0, 0)]
    [InlineData(75, 7, 4, 2, 2)]
    [InlineData(76, 7, 4, 1, 2)]
    [InlineData(301, 4, 4, 1, 2)]
    [InlineData(1, 7, 4, 3, 3)]
    public void Padding_makes_room_for_one_window_a_stride_and_puts_the_odd_element_last(
        long length, long kernel, long stride, long before, long after) =>
        Assert.Equal(new SamePadding(before, after), SamePadding.Of(length, kernel, stride));
}
