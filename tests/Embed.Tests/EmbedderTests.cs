using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests;

public sealed class EmbedderTests
{
    [Fact]
    public void Windows_keep_their_order_over_batches()
    {
        using var embedder = new Embedder(new FakeEncoder(memory: 100), new BatchLimit(4));
        var embeddings = embedder.Embed(Windows(10), 1);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), embeddings.Select(embedding => embedding.Values[0]));
    }

    [Fact]
    public void A_batch_that_does_not_fit_is_halved_and_the_smaller_size_is_kept_for_windows_of_its_length()
    {
        var encoder = new FakeEncoder(memory: 3);
        using var embedder = new Embedder(encoder, new BatchLimit(8));
        Assert.Equal(8, embedder.Embed(Windows(8), 1).Length);
        Assert.Equal([8, 4, 2, 2, 2, 2], encoder.Batches);
        Assert.Equal(2, embedder.WindowsAtOnce(frames: 1));
        Assert.Equal(8, embedder.WindowsAtOnce(frames: 2));

        encoder.Batches.Clear();
        embedder.Embed(Windows(3), 1);
        Assert.Equal([2, 1], encoder.Batches);
    }

    [Fact]
    public void Longer_windows_go_in_fewer_at_a_time()
    {
        var encoder = new FakeEncoder(memory: 100);
        using var embedder = new Embedder(encoder, new BatchLimit(Most: 8, Bytes: 1000, BytesPerFrame: 50));
        embedder.Embed(Windows(8), 1);
        embedder.Embed(Windows(8), 5);
        embedder.Embed(Windows(2), 500);
        Assert.Equal([8, 4, 4, 1, 1], encoder.Batches);
    }

    [Theory]
    [InlineData(256, 1000, 128)] // with 256 a window takes 4 % less time, with 64 it takes 7 % more
    [InlineData(256, 40, 32)]
    [InlineData(256, 100, 64)]
    [InlineData(256, 7, 4)] // not even the first size fits
    [InlineData(60, 1000, 60)]
    [InlineData(33, 1000, 32)]
    [InlineData(5, 1000, 5)]
    public void A_batch_that_may_grow_is_as_large_as_saves_time_and_memory_and_limit_allow(int most, int memory, int found)
    {
        var clock = new ManualClock();
        var encoder = new FakeEncoder(memory, windows => clock.Advance(0.1 + 0.01 * windows));
        using var embedder = new Embedder(encoder, new BatchLimit(most, Grows: true), clock: clock);
        for (var batch = 0; batch < 30; batch++)
            embedder.Embed(Windows(embedder.WindowsAtOnce(1)), 1);
        Assert.Equal(found, embedder.WindowsAtOnce(1));

        encoder.Batches.Clear();
        embedder.Embed(Windows(2 * found), 1);
        Assert.Equal([found, found], encoder.Batches);
    }

    [Fact]
    public void Batches_that_something_else_held_up_do_not_decide_how_far_a_batch_grows()
    {
        var clock = new ManualClock();
        var batches = 0;
        var encoder = new FakeEncoder(1000, windows => clock.Advance((0.1 + 0.01 * windows) * (batches++ % 4 == 2 ? 1 : 10)));
        using var embedder = new Embedder(encoder, new BatchLimit(64, Grows: true), clock: clock);
        for (var batch = 0; batch < 20; batch++)
            embedder.Embed(Windows(embedder.WindowsAtOnce(1)), 1);
        Assert.Equal(64, embedder.WindowsAtOnce(1));
    }

    [Fact]
    public void A_device_without_memory_for_one_window_is_an_error_that_says_so()
    {
        using var embedder = new Embedder(new FakeEncoder(memory: 0), new BatchLimit(8));
        var e = Assert.Throws<EncoderException>(() => embedder.Embed(Windows(8), 7));
        Assert.Equal(
            "An encoder lacks memory for a single window: 1 windows of 7 frames do not fit the memory of cuda:0. "
            + "Shorten the task's window, choose another device, or leave this encoder out.",
            e.Message);
        using var named = new Embedder(new FakeEncoder(memory: 0), new BatchLimit(4), name: "mine");
        Assert.StartsWith("Encoder mine lacks memory", Assert.Throws<EncoderException>(() => named.Embed(Windows(1), 7)).Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_embedding_that_is_not_finite_has_a_fault_and_the_others_have_none(float bad)
    {
        using var embedder = new Embedder(new FakeEncoder(memory: 8), new BatchLimit(8));
        var embeddings = embedder.Embed([[1, 2], [bad, 2], [3, 4]], 1);
        Assert.Equal([null, "gave NaN or infinity", null], embeddings.Select(embedding => embedding.Fault));
    }

    [Fact]
    public void An_embedding_of_another_length_has_a_fault_and_the_others_have_none()
    {
        using var embedder = new Embedder(new FakeEncoder(memory: 8), new BatchLimit(8));
        var embeddings = embedder.Embed([[1, 2], [3], [4, 5]], 1);
        Assert.Equal([null, "gave 1 numbers instead of 2", null], embeddings.Select(embedding => embedding.Fault));
    }

    [Fact]
    public void Embeddings_to_be_stored_in_16_bits_are_rounded_and_those_beyond_their_range_have_a_fault()
    {
        using var embedder = new Embedder(new FakeEncoder(memory: 8), new BatchLimit(8), EmbeddingStorage.Float16);
        var embeddings = embedder.Embed([[1.0001f, -3], [70_000, 2], [65_504, 0.1f]], 1);
        Assert.Equal([1, -3], embeddings[0].Values);
        Assert.Equal("gave NaN, infinity or a number too large for 16 bits", embeddings[1].Fault);
        Assert.Equal([65_504, 0.099975586f], embeddings[2].Values);
    }

    [Fact]
    public void A_batch_is_prepared_while_another_is_computed_and_none_is_computed_beside_another()
    {
        using var encoder = new PatientEncoder(batches: 4);
        using var embedder = new Embedder(encoder, new BatchLimit(8));
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            Assert.Equal(i, embedder.Embed([[i]], 1)[0].Values[0]));
        Assert.Equal(1, encoder.MostAtOnce);
    }

    [Fact]
    public void Encoders_of_one_device_take_turns()
    {
        var (turn, atOnce, most) = (new Lock(), 0, 0);
        Embedder[] embedders = [.. Enumerable.Range(0, 2).Select(_ => new Embedder(new FakeEncoder(memory: 8, Compute), new BatchLimit(8), turn: turn))];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => embedders[i % 2].Embed([[i, 0]], 1));
        Assert.Equal(1, most);

        void Compute(int windows)
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref atOnce);
        }
    }

    [Fact]
    public void The_encoder_is_disposed_with_the_embedder()
    {
        var encoder = new FakeEncoder(memory: 1);
        new Embedder(encoder, new BatchLimit(1)).Dispose();
        Assert.True(encoder.Disposed);
    }

    private static float[][] Windows(int count) => [.. Enumerable.Range(0, count).Select(i => new float[] { i, 0, 0 })];
}
