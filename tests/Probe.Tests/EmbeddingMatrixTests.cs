using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests;

[Collection("native")]
public sealed class EmbeddingMatrixTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hares-").FullName;

    private string FilePath => Path.Combine(_folder, "embeddings.tmp");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void In_a_file_rows_are_zero_at_first_and_keep_what_is_written()
    {
        using var matrix = EmbeddingMatrix.InFile(rows: 5_000, dimension: 3, FilePath);

        Assert.All(Enumerable.Range(0, 5_000), row => Assert.Equal([0, 0, 0], matrix.Row(row)));
        for (int row = 0; row < 5_000; row++) matrix.Row(row).Fill(row);

        Assert.Equal([0, 0, 0], matrix.Row(0));
        Assert.Equal([4_999, 4_999, 4_999], matrix.Row(4_999));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Row(5_000).Length);
    }

    [Fact]
    public void Nothing_of_the_file_is_to_be_seen_while_it_is_used_nor_after()
    {
        using (EmbeddingMatrix.InFile(10, 10, FilePath)) Assert.Empty(Directory.GetFileSystemEntries(_folder));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Disposed_it_is_no_longer_read()
    {
        var matrix = EmbeddingMatrix.InFile(10, 10, FilePath);
        matrix.Dispose();
        matrix.Dispose();

        Assert.Throws<ObjectDisposedException>(() => matrix.Row(0).Length);
    }

    [Fact]
    public void A_disk_without_room_is_told_at_once_and_nothing_is_left()
    {
        Assert.Throws<IOException>(() => EmbeddingMatrix.InFile(int.MaxValue, 1 << 20, FilePath));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_is_there_is_not_touched()
    {
        File.WriteAllText(FilePath, "somebody's");

        Assert.Throws<IOException>(() => EmbeddingMatrix.InFile(10, 10, FilePath));

        Assert.Equal("somebody's", File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("hares")]
    [InlineData("quick")]
    public void A_probe_learns_the_same_from_a_file_as_from_memory(string protocol)
    {
        var task = Some.Task();
        using var memory = task.Embeddings;
        using var file = EmbeddingMatrix.InFile(memory.Rows, memory.Dimension, FilePath);
        memory.All.CopyTo(file.All);
        var options = new ProbeOptions { Protocol = protocol, Steps = 200 };

        var (expected, actual) = (Run(task), Run(task with { Embeddings = file }));

        Assert.Equal((expected.Score, expected.Fits[0].Loss), (actual.Score, actual.Fits[0].Loss));
        Assert.Equal(expected.Predictions.SelectMany(clip => clip.Slots[0].Scores), actual.Predictions.SelectMany(clip => clip.Slots[0].Scores));

        ProbeReport Run(ProbeTask of) => ProbeRunner.Run(of, [Some.Split(of)], options, TestContext.Current.CancellationToken);
    }
}
