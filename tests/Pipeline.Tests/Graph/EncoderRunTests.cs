using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Features;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

[Collection("native")]
public sealed class EncoderRunTests
{
    [Fact]
    public async Task A_copy_that_cannot_be_built_is_what_is_told_and_the_others_are_disposed()
    {
        var first = new FunctionEncoder(_ => []);
        var built = 0;
        var encoder = Encoder(EncoderCatalogue.LogMelStatistics, (_, _) =>
            Interlocked.Increment(ref built) == 1 ? first : throw new EncoderException("the weights do not fit"));
        encoder.Place(["cpu", "cpu"]);

        var fault = await Assert.ThrowsAsync<EncoderException>(() => encoder.LoadAsync(new BatchLimit(1), [new(), new()]));
        encoder.Dispose();

        Assert.Equal("the weights do not fit", fault.Message);
        Assert.True(first.IsDisposed);
    }

    [Fact]
    public async Task The_windows_of_a_batch_are_as_many_as_every_device_takes()
    {
        FunctionEncoder Copy(int memory) => new(windows => windows.Count > memory ? throw new OutOfDeviceMemoryException("full") : [.. windows]);
        var copies = new Queue<FunctionEncoder>([Copy(8), Copy(5)]);
        var shared = new List<int>();
        using var encoder = Encoder(EncoderCatalogue.LogMelStatistics, (_, sharing) =>
        {
            lock (copies)
            {
                shared.Add(sharing);
                return copies.Dequeue();
            }
        });
        encoder.Place(["cpu", "cpu"]);
        await encoder.LoadAsync(new BatchLimit(8), [new(), new()]);
        Assert.Equal(8, encoder.WindowsAtOnce(frames: 2));

        foreach (var worker in new[] { 2, 3 }) // two feed each device
            encoder.For(worker).Embed([.. Enumerable.Range(0, 8).Select(_ => new float[Some.Dimension])], frames: 2);

        Assert.Equal(4, encoder.WindowsAtOnce(frames: 2));
        Assert.Equal(8, encoder.WindowsAtOnce(frames: 3));
        Assert.Equal([2, 2], shared);
    }

    [Fact]
    public void Every_copy_on_the_processor_takes_memory_of_its_own()
    {
        using var encoder = Encoder(EncoderCatalogue.ByolACnn, (_, _) => throw new NotSupportedException());
        var before = encoder.FrameSizes;

        encoder.Place(["cpu", "cpu"]);

        Assert.Equal(new WindowSizes(Batch: 80 * sizeof(float), Network: 0, IsOnGpu: false), before);
        Assert.Equal(before with { Network = 2 * EncoderCatalogue.Find(EncoderCatalogue.ByolACnn).ActivationBytesPerFrame }, encoder.FrameSizes);
    }

    [Fact]
    public void An_encoder_that_was_not_loaded_says_so()
    {
        using var encoder = Encoder(EncoderCatalogue.LogMelStatistics, (_, _) => throw new NotSupportedException());

        Assert.Equal("encoder net is used before it is loaded", Assert.Throws<InvalidOperationException>(() => encoder.For(0)).Message);
    }

    private static EncoderRun Encoder(string architecture, Func<string, int, IEncoder> build)
    {
        var settings = new EncoderSettings { Architecture = architecture };
        return new EncoderRun(
            new EncoderChoice("net", settings), EncoderCatalogue.Identify(settings, "some"), new LogMelInput(FrontEnds.Hares.LogMel), build);
    }
}
