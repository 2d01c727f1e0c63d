using Hares.Embed.Encoders;
using Hares.Embed.Encoders.OneDnn;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.OneDnn;

[Collection("native")]
public sealed class PackedWeightsTests
{
    /// <summary>Else oneDNN would lay them out anew at every call. Shapes and numbers of threads as windows and batches of several lengths have them.</summary>
    [Theory]
    [InlineData(1, 512, 256, 1, 1)]
    [InlineData(2, 512, 256, 1, 1)]
    [InlineData(2, 96, 80, 3, 1)]
    [InlineData(2, 256, 64, 3, 4)]
    [InlineData(1, 48, 1, 3, 48)]
    public void For_each_input_weights_have_the_layout_that_its_convolution_wants(int threads, int outputs, int inputs, int kernel, int groups)
    {
        var convolution = new FusedConvolution((1, 1), (kernel / 2, kernel / 2), groups, Activation.None);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var before = get_num_threads();
        try
        {
            set_num_threads(threads);
            var plain = arange(outputs * inputs * kernel * kernel, float32).view(outputs, inputs, kernel, kernel);
            using var weights = new PackedWeights(ChannelsLast.Of(plain).DetachFromDisposeScope());
            var used = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var windows in new[] { 8, 1, 3, 13 })
                foreach (var frames in new[] { 7, 1, 16, 63, 7 })
                {
                    var input = ChannelsLast.Of(zeros(windows, inputs * groups, frames, 4));
                    var packed = weights.For(convolution, input);
                    used.Add(packed);
                    Assert.Same(packed, weights.For(convolution, input));
                    Assert.Equal(convolution.LayoutOf(convolution.Pack(convolution.Import(ChannelsLast.Of(plain)), input)), convolution.LayoutOf(packed));
                    Assert.Equal(plain.data<float>().ToArray(), packed.to_dense().contiguous().data<float>().ToArray());
                }

            Assert.InRange(used.Count, 1, 4); // blocks of 16, 32, 48 or 64 channels
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void Convolutions_of_the_same_shapes_have_weights_of_their_own()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var convolution = FusedConvolution.Product(Activation.None);
        using var first = new PackedWeights(ChannelsLast.Of(ones(64, 32, 1, 1)).DetachFromDisposeScope());
        using var second = new PackedWeights(ChannelsLast.Of(full([64, 32, 1, 1], 2f)).DetachFromDisposeScope());
        foreach (var steps in new[] { 100, 7, 31 })
        {
            var input = ChannelsLast.Of(zeros(1, 32, 1, steps));
            Assert.All(first.For(convolution, input).to_dense().data<float>().ToArray(), weight => Assert.Equal(1, weight));
            Assert.All(second.For(convolution, input).to_dense().data<float>().ToArray(), weight => Assert.Equal(2, weight));
        }
    }
}
