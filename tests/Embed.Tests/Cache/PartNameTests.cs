using Hares.Embed.Cache;

namespace Hares.Embed.Tests.Cache;

public class PartNameTests
{
    [Theory]
    [InlineData(1, 0, 0UL, "part-000001-0-0000000000000000.parquet")]
    [InlineData(int.MaxValue, 12, ulong.MaxValue, "part-2147483647-12-ffffffffffffffff.parquet")]
    public void A_name_and_its_text_are_the_same_thing(int sequence, int revision, ulong checksum, string text)
    {
        var name = new PartName(sequence, revision, checksum);
        Assert.Equal(text, name.ToString());
        Assert.True(PartName.TryParse(text, out var parsed));
        Assert.Equal(name, parsed);
    }

    [Theory]
    [InlineData("part-000001-0-000000000000000.parquet")]
    [InlineData("part-000001-0-000000000000000G.parquet")]
    [InlineData("part-9999999999-0-0000000000000000.parquet")]
    [InlineData("part--00001-0-0000000000000000.parquet")]
    [InlineData("part-000001-0-0000000000000000.parquet\n")]
    [InlineData("part-000001-0-0000000000000000.parquet.damaged")]
    [InlineData("xpart-000001-0-0000000000000000.parquet")]
    public void Other_text_is_no_name(string text) => Assert.False(PartName.TryParse(text, out _));
}
