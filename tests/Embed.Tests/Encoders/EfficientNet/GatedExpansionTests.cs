using System.Runtime.Intrinsics;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.EfficientNet;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.EfficientNet;

[Collection("native")]
public sealed class GatedExpansionTests
{
    [Theory]
    [InlineData(1, 3, 1, 1, 1)] // nothing but padding around it
    [InlineData(2, 5, 2, 1, 2)]
    [InlineData(2, 3, 1, 10, 3)] // fewer bands than are computed at a time
    [InlineData(3, 5, 1, 19, 5)]
    [InlineData(1, 5, 2, 38, 11)] // and some left over
    [InlineData(2, 3, 2, 151, 40)] // more rows than are kept at a time, an odd number of them
    [InlineData(1, 5, 1, 400, 9)]
    [InlineData(1, 3, 2, 2, 3000)] // bands of which no row has room
    public void It_is_two_convolutions_with_SiLU_and_a_gate_from_their_means(int windows, int kernel, int stride, int frames, int bands)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (input, layers) = (Maps(windows, 7, frames, bands), new Layers(7, 96, kernel, stride));
        Assert.True(GatedExpansion.Takes(input));
        var expected = layers.Expected(input);
        AssertSame(expected, layers.Own(Channels48.Count).Of(input)); // on whatever processor: slow where it has no such registers
        AssertSame(expected, layers.Own(Channels16.Count).Of(input));
    }

    [Theory]
    [InlineData(2, 3, 1, 151, 40)]
    [InlineData(1, 5, 2, 7, 3)]
    public void Without_an_expansion_the_input_itself_is_filtered(int windows, int kernel, int stride, int frames, int bands)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (input, layers) = (Maps(windows, 32, frames, bands), new Layers(null, 32, kernel, stride));
        AssertSame(layers.Expected(input), layers.Own().Of(input));
    }

    [Fact]
    public void Windows_side_by_side_give_what_each_gives_alone()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (input, own) = (Maps(5, 24, 76, 20), new Layers(24, 144, 5, 2).Own());
        var threads = get_num_threads();
        try
        {
            TorchThreads.UseHere(3);
            var maps = own.Of(input);
            TorchThreads.UseHere(1);
            for (var window = 0; window < 5; window++)
                Assert.Equal(own.Of(input.narrow(0, window, 1)).data<float>(), maps.narrow(0, window, 1).data<float>());
        }
        finally
        {
            TorchThreads.UseHere(threads);
        }
    }

    [Fact]
    public void A_value_that_is_not_a_number_spoils_its_window_and_no_other()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (input, own) = (Maps(3, 8, 30, 20), new Layers(8, 48, 3, 1).Own());
        var whole = own.Of(input);
        input[1, 3, 12, 0] = float.NaN;
        var spoilt = own.Of(input);
        Assert.True(spoilt[1].isnan().all().item<bool>()); // by the means
        Assert.Equal(whole[0].data<float>(), spoilt[0].data<float>());
        Assert.Equal(whole[2].data<float>(), spoilt[2].data<float>());
    }

    [Fact]
    public void What_wants_a_gradient_or_computes_in_other_numbers_is_left_to_libtorch()
    {
        using var scope = NewDisposeScope();
        var input = Maps(1, 8, 4, 4);
        Assert.False(GatedExpansion.Takes(input));
        using var inference = inference_mode();
        Assert.Equal(Vector256.IsHardwareAccelerated, GatedExpansion.Takes(input));
        Assert.False(GatedExpansion.Takes(input.to(bfloat16)));
    }

    [Fact]
    public void Channels_that_are_not_whole_vectors_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Expansion(new float[8 * 24], new float[24]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DepthwiseFilter(new float[9 * 24], new float[24], stride: 1));
    }

    private static Tensor Maps(params long[] shape) => ChannelsLast.Of(Some.Values(shape));

    private static void AssertSame(Tensor expected, Tensor maps)
    {
        Deviation.AssertSame(expected.to(float32), maps);
        Assert.True(maps.permute(0, 2, 3, 1).is_contiguous());
    }

    /// <param name="inputs">Without an expansion where there are none.</param>
    private sealed class Layers(int? inputs, int channels, int kernel, int stride)
    {
        private readonly Tensor _expand = inputs is { } some ? Some.Values(channels, some, 1, 1) : empty(0);
        private readonly Tensor _expandBias = Some.Values(channels);
        private readonly Tensor _depthwise = Some.Values(channels, 1, kernel, kernel);
        private readonly Tensor _bias = Some.Values(channels).Times(-1);
        private readonly (Tensor Weight, Tensor Bias) _squeeze = (Some.Values(5, channels), Some.Values(5));
        private readonly (Tensor Weight, Tensor Bias) _excite = (Some.Values(channels, 5), Some.Values(channels));

        public GatedExpansion Own(int? together = null) => new(
            inputs is null ? null : new(Floats(_expand), Floats(_expandBias), together),
            new(Floats(_depthwise), Floats(_bias), stride),
            new((Floats(_squeeze.Weight), Floats(_squeeze.Bias)), (Floats(_excite.Weight), Floats(_excite.Bias))));

        /// <summary>In float64.</summary>
        public Tensor Expected(Tensor input)
        {
            var seen = input.to(float64);
            if (inputs is not null)
                seen = nn.functional.silu(nn.functional.conv2d(seen, _expand.to(float64), _expandBias.to(float64)));
            var filtered = nn.functional.silu(nn.functional.conv2d(
                seen, _depthwise.to(float64), _bias.to(float64), [stride, stride], [kernel / 2, kernel / 2], groups: channels));
            var squeezed = nn.functional.silu(Dense(filtered.mean([2, 3]), _squeeze));
            return filtered * Dense(squeezed, _excite).sigmoid().unsqueeze(-1).unsqueeze(-1);
        }

        private static Tensor Dense(Tensor input, (Tensor Weight, Tensor Bias) layer) =>
            nn.functional.linear(input, layer.Weight.to(float64), layer.Bias.to(float64));

        private static float[] Floats(Tensor tensor) => [.. tensor.data<float>()];
    }
}
