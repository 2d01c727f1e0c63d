using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Weights;

[Collection("native")]
public sealed class OriginalTensorTests
{
    [Fact]
    public void The_keys_of_a_network_are_unique_on_both_sides()
    {
        Assert.Equal(474, SlowFastNfNetKeys.All.Select(key => key.Key).Distinct().Count());
        Assert.Equal(474, SlowFastNfNetKeys.All.Select(key => key.OriginalKey).Distinct().Count());
    }

    [Fact]
    public void Kernels_are_turned_to_out_in_time_frequency()
    {
        using var scope = NewDisposeScope();
        var ours = new OriginalTensor("w", "w", OriginalLayout.KernelsThenInThenOut).FromOriginal(zeros(7, 1, 16, 64));
        Assert.Equal([64, 16, 7, 1], ours.shape);
    }
}
