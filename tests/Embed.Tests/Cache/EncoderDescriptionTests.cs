using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;

namespace Hares.Embed.Tests.Cache;

public sealed class EncoderDescriptionTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void The_description_lies_beside_the_datasets_and_nothing_else_does()
    {
        EncoderDescription.Save(_cache.Root, "key", "{ \"first\": 1 }");
        EncoderDescription.Save(_cache.Root, "key", "{ \"second\": 2 }");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_cache.Root, "key")));
        Assert.Equal("encoder.json", Path.GetFileName(file));
        Assert.Equal("{ \"second\": 2 }", File.ReadAllText(file));
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_overwritten()
    {
        Directory.CreateDirectory(Path.Combine(_cache.Root, "key"));
        File.WriteAllText(Path.Combine(_cache.Root, "key", "encoder.json.tmp"), "{ \"fir");
        EncoderDescription.Save(_cache.Root, "key", "{}");
        Assert.Equal("{}", File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_cache.Root, "key")))));
    }

    [Fact]
    public void The_same_text_is_not_written_again()
    {
        EncoderDescription.Save(_cache.Root, "key", "{}");
        var path = Path.Combine(_cache.Root, "key", "encoder.json");
        var past = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, past);
        EncoderDescription.Save(_cache.Root, "key", "{}");
        Assert.Equal(past, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void A_folder_in_the_way_is_an_error_that_names_it()
    {
        Directory.CreateDirectory(Path.Combine(_cache.Root, "key", "encoder.json"));
        Assert.Contains("encoder.json", Assert.Throws<CacheException>(() => EncoderDescription.Save(_cache.Root, "key", "{}")).Message);
    }
}
