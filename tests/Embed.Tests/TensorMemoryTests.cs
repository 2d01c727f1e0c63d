using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests;

[Collection("native")]
public sealed class TensorMemoryTests
{
    [Fact]
    public unsafe void Values_are_seen_where_they_lie()
    {
        using var scope = NewDisposeScope();
        var values = Some.Values(3, 5);
        values.Floats()[7] = 42;
        Assert.Equal(42, values.Pointer()[7]);
        values.Pointer()[14] = 43;
        Assert.Equal(43, values[2, 4].item<float>());
        Assert.Equal(0, empty(0).Floats().Length);
    }

    [Fact]
    public unsafe void More_than_a_span_can_show_is_seen_by_its_first_value()
    {
        using var scope = NewDisposeScope();
        var values = empty(600_000_000); // never written to, so that it takes no memory
        Assert.Throws<ArgumentException>(() => values.Floats().Length);
        values.Pointer()[0] = 42;
        Assert.Equal(42, values[0].item<float>());
    }
}
