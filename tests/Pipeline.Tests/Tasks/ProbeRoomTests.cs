using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Tasks;

public class ProbeRoomTests
{
    [Theory]
    [InlineData(100, 0, false, 100)] // protocol hares: the embeddings alone
    [InlineData(101, 0, true, 0)] // in a file: memory that the operating system can take back
    [InlineData(100, 2, false, 300)] // protocol quick: and copies of them
    [InlineData(101, 2, true, 202)]
    public void Embeddings_larger_than_the_budget_lie_in_a_file_and_their_copies_in_memory(
        long embeddingBytes, int copies, bool inFile, long memoryBytes)
    {
        var room = new ProbeRoom(embeddingBytes, copies, BudgetBytes: 100);

        Assert.Equal((inFile, memoryBytes), (room.IsInFile, room.MemoryBytes));
    }

    [Theory]
    [InlineData("quick", "protocol hares can read them from a file")]
    [InlineData("hares", "give fewer views, or more memory")]
    public void Copies_that_the_machine_cannot_hold_are_refused_with_a_remedy(string protocol, string remedy)
    {
        var room = new ProbeRoom(EmbeddingBytes: 3L << 30, Copies: 2, BudgetBytes: 1 << 20);

        Assert.Null(room.Refusal(machineBytes: 6L << 30, protocol));
        Assert.Equal(
            $"Its probe needs 2 copies in memory of 3 GiB of embeddings, and the machine has 5 GiB; {remedy}.",
            room.Refusal(5L << 30, protocol));
    }

    [Fact]
    public void What_a_killed_run_left_behind_goes_and_nothing_else()
    {
        using var cache = new TemporaryFolder();
        File.WriteAllText(ProbeFiles.NewPath(cache.Path), "left over");
        File.WriteAllText(cache.File("cache.lock.txt"), "somebody");

        ProbeFiles.ClearUp(cache.Path);

        Assert.Equal([cache.File("cache.lock.txt")], Directory.GetFiles(cache.Path));
    }
}
