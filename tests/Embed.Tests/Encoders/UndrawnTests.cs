using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class UndrawnTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_convolution_is_PyTorchs_own_but_for_its_values(bool hasBias)
    {
        using var scope = NewDisposeScope();
        using var convolution = Undrawn.Conv2d(new(8, 12, (3, 5)) { Stride = (2, 1), Groups = 4 }, hasBias);
        using var drawn = nn.Conv2d(8, 12, (3, 5), (2, 1), (1, 2), groups: 4, bias: hasBias);
        AssertAlike(drawn, convolution, Some.Values(2, 8, 9, 7));
    }

    [Fact]
    public void So_is_a_dense_layer()
    {
        using var scope = NewDisposeScope();
        using var linear = Undrawn.Linear(6, 4);
        using var drawn = nn.Linear(6, 4);
        AssertAlike(drawn, linear, Some.Values(3, 6));
    }

    [Fact]
    public void Nothing_is_drawn()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var next = rand(3).data<float>().ToArray();
        random.manual_seed(1);
        using var linear = Undrawn.Linear(6, 4);
        using var convolution = Undrawn.Conv2d(new(8, 12, (3, 3)), bias: true);
        Assert.Equal(next, rand(3).data<float>().ToArray());
    }

    private static void AssertAlike(nn.Module<Tensor, Tensor> drawn, nn.Module<Tensor, Tensor> undrawn, Tensor input)
    {
        Assert.All(undrawn.parameters(), parameter => Assert.Equal((DeviceType.CPU, true), (parameter.device_type, parameter.requires_grad)));
        undrawn.load_state_dict(drawn.state_dict()); // strictly: the same names and shapes
        Assert.Equal(drawn.call(input).data<float>().ToArray(), undrawn.call(input).data<float>().ToArray());
    }
}
