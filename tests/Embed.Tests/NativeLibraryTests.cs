using TorchSharp;

namespace Hares.Embed.Tests;

[Collection("native")]
public class NativeLibraryTests
{
    [Fact]
    public void Libtorch_loads_and_computes_on_this_machine()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal(6f, torch.tensor(new[] { 1f, 2f, 3f }).sum().item<float>());
    }
}
