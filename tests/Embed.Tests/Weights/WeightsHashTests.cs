using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights;

public sealed class WeightsHashTests
{
    [Fact]
    public void The_hash_is_the_sha256_of_the_bytes() => Assert.Equal(
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        WeightsHash.Of(SafetensorsBytes.File("abc"u8.ToArray())));

    [Fact]
    public void A_file_that_cannot_be_read_is_one_clear_sentence() =>
        Assert.Throws<WeightsException>(() => WeightsHash.Of(Some.TemporaryFile()));
}
