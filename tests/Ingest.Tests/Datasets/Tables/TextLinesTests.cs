using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Tables;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Tables;

public sealed class TextLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("\ufeffa\r\n\r\n \r\nb", "1:a 4:b")]
    [InlineData("\n\na\r", "3:a")]
    public void Lines_are_counted_and_blank_ones_passed_over(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Read(text, out var faults)));
        Assert.False(faults.Any);
    }

    [Fact]
    public void Lines_longer_than_the_file_s_buffer_are_read_up_to_a_limit()
    {
        var line = new string('x', 60_000);

        Assert.Equal([$"1:{line}", $"2:{line}", "3:end"], Read($"{line}\n{line}\nend", out _));
        Assert.Equal(["1:a"], Read("a\n" + new string('x', 70_000) + "\nb\n", out var faults));
        Assert.Equal(
            $"{_folder.File("lines.txt")}: 1 fault\n  line 2: is longer than 65,536 characters. What follows was not read.",
            faults.ToException().Message);
    }

    /// <summary>The file is looked through in pieces of 2^20 bytes, and a character of two bytes lies across the first end.</summary>
    [Theory]
    [InlineData(0xC3, 0xA9, "")]
    [InlineData(0xC3, 'x', "lines.txt: 1 fault\n  line 1: is not valid UTF-8; save the file as UTF-8.")]
    public void Characters_across_the_pieces_of_a_file_are_whole_or_faults(int first, int second, string expected)
    {
        _folder.Write("lines.txt", [.. Enumerable.Repeat((byte)'a', (1 << 20) - 1), (byte)first, (byte)second, .. "\nb\n"u8]);
        var faults = new MetadataFaults("lines.txt");

        MetadataFile.Open(_folder.File("lines.txt"), faults).Dispose();

        Assert.Equal(expected, faults.Any ? faults.ToException().Message : "");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Equal(
            $"{_folder.File("none.txt")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(() => TextLines.Open(_folder.File("none.txt"))).Message);

    private List<string> Read(string text, out MetadataFaults faults)
    {
        using var lines = TextLines.Open(_folder.Write("lines.txt", text));
        List<string> read = [];
        while (lines.Read()) read.Add($"{lines.Line}:{lines.Text}");
        faults = lines.Faults;
        return read;
    }
}
