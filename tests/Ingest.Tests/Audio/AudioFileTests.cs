using System.IO.Hashing;
using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public sealed class AudioFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(300_001)]
    public void The_hash_is_that_of_all_bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        Assert.Equal(XxHash128.HashToUInt128(bytes), AudioFile.Hash(_folder.Write("a", bytes)));
    }

    [Fact]
    public void The_stamp_is_size_and_time()
    {
        var path = _folder.Write("a", new byte[123]);
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);

        Assert.Equal(new SourceStamp(123, time.Ticks), AudioFile.Stamp(path));
    }

    [Fact]
    public void What_is_not_there_has_neither()
    {
        Assert.Null(AudioFile.Stamp(_folder.File("none")));
        Assert.Null(AudioFile.Hash(_folder.File("none")));
        Assert.Null(AudioFile.Stamp(_folder.Path));
        Assert.Null(AudioFile.Hash(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
