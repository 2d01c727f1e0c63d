using System.IO.Compression;
using Hares.Ingest.Synthesis.Speech.VoxForge;

namespace Hares.Ingest.Tests.Synthesis.Speech.VoxForge;

public sealed class StoredGzipTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(131_070)]
    [InlineData(131_071)]
    public void What_is_wrapped_is_unwrapped(int length)
    {
        byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
        using var unwrapped = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(StoredGzip.Wrap(content)), CompressionMode.Decompress)) gzip.CopyTo(unwrapped);

        Assert.Equal(content, unwrapped.ToArray());
    }
}
