using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.Transformers;

[Collection("native")]
public sealed class Wav2Vec2ConvolutionTests
{
    /// <summary>A loud slow swing off zero under a faint fast one, which alone passes kernels that take differences.</summary>
    [Fact]
    public void The_norm_by_the_samples_statistics_is_that_of_the_convolved_values()
    {
        using var scope = NewDisposeScope();
        using var layer = new Wav2Vec2Convolution(1, 512, kernel: 10, stride: 5, isNormalised: true);
        RandomWeights.Fill(layer, seed: 1);
        var state = WeightsLoader.State(layer);
        using (no_grad())
            state["weight"].sub_(state["weight"].mean([2], keepdim: true));
        var clock = arange(4000, float64);
        var waveform = (0.5 + 0.4 * (0.001 * clock).sin() + 1e-3 * (2.1 * clock).sin()).to(float32).view(1, 1, -1);

        var convolved = nn.functional.conv1d(waveform.to(float64), state["weight"].to(float64), stride: 5);
        var expected = nn.functional.gelu(nn.functional.group_norm(convolved, 512)).transpose(1, 2).to(float32);
        var actual = layer.call(waveform.transpose(1, 2));

        Assert.InRange(Deviation.Worst(expected.flatten().data<float>().ToArray(), actual.detach().flatten().data<float>().ToArray()), 0, 1e-3);
    }
}
