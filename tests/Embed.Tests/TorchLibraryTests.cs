using Hares.Embed.Encoders;

namespace Hares.Embed.Tests;

public sealed class TorchLibraryTests
{
    [Fact]
    public void A_library_that_is_not_there_is_named_with_what_to_do()
    {
        var e = Assert.Throws<EncoderException>(() => TorchLibrary.Require(["torch_nowhere"]));
        Assert.StartsWith("torch_nowhere, a part of libtorch, cannot be loaded. A build with HARES_TORCH=none has none of its own", e.Message);
    }

    [Fact]
    public void That_of_this_build_is_there() => TorchLibrary.Require();
}
