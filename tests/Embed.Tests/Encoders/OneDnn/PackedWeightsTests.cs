using Hares.Embed.Encoders;
using Hares.Embed.Encoders.OneDnn;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.OneDnn;

[Collection("native")]
public sealed class PackedWeightsTests
{
    private static readonly FusedConvolution Convolution = new((1, 1), (0, 0), 1, Activation.None);

    /// <summary>Else oneDNN would lay them out anew at every call. Shapes and numbers of threads as windows and batches of several lengths have them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void For_each_input_weights_have_the_layout_that_its_convolution_wants(int threads)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var before = get_num_threads();
        try
        {
            set_num_threads(threads);
            var plain = Plain();
            using var weights = new PackedWeights(ChannelsLast.Of(plain).DetachFromDisposeScope());
            var used = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var windows in new[] { 8, 1, 3, 13 })
                foreach (var frames in new[] { 7, 1, 16, 63, 7 })
                {
                    var input = ChannelsLast.Of(zeros(windows, 256, frames, 4));
                    var packed = weights.For(Convolution, input);
                    used.Add(packed);
                    Assert.Same(packed, weights.For(Convolution, input));
                    Assert.Equal(Convolution.LayoutOf(Convolution.Pack(ChannelsLast.Of(plain), input)), Convolution.LayoutOf(packed));
                    Assert.Equal(plain.data<float>().ToArray(), packed.to_dense().contiguous().data<float>().ToArray());
                }

            Assert.InRange(used.Count, 1, 4); // blocks of 16, 32, 48 or 64 channels
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static Tensor Plain() => arange(512 * 256, float32).view(512, 256, 1, 1);
}
