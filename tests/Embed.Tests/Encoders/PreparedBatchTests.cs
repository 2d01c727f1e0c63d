using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Encoders;

public sealed class PreparedBatchTests
{
    /// <summary>Given back twice, two batches would share it.</summary>
    [Fact]
    public void Its_memory_is_given_back_once()
    {
        var released = 0;
        var batch = new PreparedBatch(() => [], () => released++);
        batch.Dispose();
        batch.Dispose();
        Assert.Equal(1, released);
    }
}
