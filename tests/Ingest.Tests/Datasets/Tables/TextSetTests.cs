using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Tests.Datasets.Tables;

public sealed class TextSetTests
{
    [Fact]
    public void Texts_keep_their_order_and_are_there_once()
    {
        var texts = new TextSet();

        Assert.True(texts.TryAdd("b", out var first));
        Assert.True(texts.TryAdd("鳥 ü", out var second));
        Assert.False(texts.TryAdd("b", out var again));
        Assert.True(texts.TryAdd("", out _));

        Assert.Equal((0, 1, 0), (first, second, again));
        Assert.Equal(["b", "鳥 ü", ""], texts);
        Assert.Equal((1, -1), (texts.Find("鳥 ü"), texts.Find("B")));
    }

    [Fact]
    public void Many_texts_are_found_where_they_were_put()
    {
        const int Count = 60_000; // more than a page of bytes
        var texts = new TextSet();
        for (var i = 0; i < Count; i++) Assert.True(texts.TryAdd($"audio/{i}/a file of some length.wav", out _));

        Assert.Equal(Count, texts.Count);
        for (var i = 0; i < Count; i++) Assert.Equal(i, texts.Find(texts[i]));
    }

    [Fact]
    public void The_longest_text_fits_and_a_longer_one_is_a_bug()
    {
        var texts = new TextSet();
        var longest = new string('鳥', TextSet.MaxChars);

        Assert.True(texts.TryAdd(longest, out var place));
        Assert.Equal(longest, texts[place]);
        Assert.Throws<ArgumentOutOfRangeException>(() => texts.TryAdd(longest + "x", out _));
        Assert.Equal(-1, texts.Find(longest + "x"));
    }
}
