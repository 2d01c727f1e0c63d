using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.SlowFast;

[Collection("native")]
public sealed class NfResBlockTests
{
    private const double Gamma = NfResBlock.Gamma;

    [Fact]
    public void One_point_gives_what_a_hand_computes()
    {
        // Eight channels, one frame, one band; every kernel row has the signs + and - in turn, so its mean is 0.
        using var scope = NewDisposeScope();
        using var block = new NfResBlock(new(8, 8, TimeKernel: 1, FrequencyStride: 1, Beta: 0.5));
        var state = WeightsLoader.State(block);
        Set(state["conv0.weight"], [1, -1, 1, -1, 1, -1, 1, -1, -1, 1, -1, 1, -1, 1, -1, 1]); // variance 1, fan-in 8: times 1 / sqrt 8
        Set(state["conv1.weight"], [0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0]); // variance 1/3, fan-in 6: times 1 / sqrt 2
        Set(state["conv2.weight"], [.. Enumerable.Repeat<float[]>([1, -1], 8).SelectMany(row => row)]); // variance 1, fan-in 2: times 1 / sqrt 2
        Set(state["skip_gain"], [0.5f]);

        var output = block.call(tensor(new float[] { 2, -1, 0, 0, 0, 0, 0, 0 }, 1, 8, 1, 1)).data<float>().ToArray();

        var first = 2 * Gamma * 0.5 / Math.Sqrt(8); // ReLU lets the second of conv0's channels pass nothing, as both are opposite
        var second = first * Gamma / Math.Sqrt(2);
        var third = second * Gamma / Math.Sqrt(2);
        var branch = 0.5 * 0.2 * third;
        Assert.Equal([2 + branch, -1 + branch, branch, branch, branch, branch, branch, branch], output.Select(value => (double)value), Near);
    }

    [Fact]
    public void A_strided_block_without_gain_is_its_shortcut()
    {
        using var scope = NewDisposeScope();
        using var block = new NfResBlock(new(4, 8, TimeKernel: 3, FrequencyStride: 2, Beta: 1));
        RandomWeights.Fill(block, seed: 1);
        var input = tensor(Some.LogMel(4, 5, 7).SelectMany(channel => channel.Select(value => value + 5)).ToArray(), 1, 4, 5, 7);
        var expected = nn.functional.conv2d(input.relu() * Gamma, Standardised(WeightsLoader.State(block)["shortcut.weight"]), strides: [1, 2]);
        var output = block.call(input);
        Assert.Equal([1, 8, 5, 4], output.shape);
        Assert.InRange(Deviation.Worst([.. expected.contiguous().data<float>()], [.. output.contiguous().data<float>()]), 0, 1e-5);
    }

    private static Tensor Standardised(Tensor weight)
    {
        var centred = weight - weight.mean([1, 2, 3], keepdim: true);
        return centred / centred.square().sum([1, 2, 3], keepdim: true).sqrt();
    }

    private static void Set(Tensor tensor, float[] values) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).CopyTo(tensor.bytes);

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;
}
