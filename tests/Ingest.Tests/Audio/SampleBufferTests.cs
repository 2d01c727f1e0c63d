using Hares.Ingest.Audio;

namespace Hares.Ingest.Tests.Audio;

public sealed class SampleBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1_000_003)]
    public void Its_length_is_what_was_asked_for_whatever_memory_it_was_given(int length)
    {
        using var samples = new SampleBuffer(length);

        Assert.Equal((length, length), (samples.Length, samples.Span.Length));
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SampleBuffer(-1));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void Another_length_keeps_the_samples_that_stay(int length)
    {
        using var samples = new SampleBuffer([1, 2, 3]);

        samples.Resize(length);

        Assert.Equal(length, samples.Length);
        Assert.Equal(new float[] { 1, 2, 3 }.AsSpan(0, Math.Min(3, length)), samples.Span[..Math.Min(3, length)]);
    }

    [Fact]
    public void What_was_disposed_of_cannot_be_used_and_may_be_disposed_of_again()
    {
        var samples = new SampleBuffer([1, 2, 3]);

        samples.Dispose();
        samples.Dispose();

        Assert.Throws<ObjectDisposedException>(() => samples.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => samples.Resize(1));
    }

    [Fact]
    public void Buffers_in_use_share_no_memory_even_after_one_was_disposed_of_twice()
    {
        var first = new SampleBuffer(5000);
        first.Dispose();
        first.Dispose();

        using SampleBuffer second = new(5000), third = new(5000);
        second.Span.Fill(2);
        third.Span.Fill(3);

        Assert.DoesNotContain(3, second.Span.ToArray());
    }
}
