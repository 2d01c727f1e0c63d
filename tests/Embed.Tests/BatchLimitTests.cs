namespace Hares.Embed.Tests;

public sealed class BatchLimitTests
{
    [Theory]
    [InlineData(1, 32)]
    [InlineData(3, 32)] // 33 would fit
    [InlineData(4, 25)]
    [InlineData(100, 1)]
    [InlineData(101, 1)] // does not fit, and is let through all the same
    [InlineData(int.MaxValue, 1)]
    public void As_many_windows_as_fit_up_to_the_most_and_always_one(int frames, int windows) =>
        Assert.Equal(windows, new BatchLimit(Most: 32, Bytes: 1000, BytesPerFrame: 10).For(frames));

    [Fact]
    public void Without_a_share_of_memory_the_most_holds_whatever_the_length() => Assert.Equal(32, new BatchLimit(32).For(int.MaxValue));
}
